export * from './run-card.js';
