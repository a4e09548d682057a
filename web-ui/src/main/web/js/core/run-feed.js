export * from './surfaces.js';
