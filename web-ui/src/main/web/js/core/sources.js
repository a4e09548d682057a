export * from './main-agent.js';
