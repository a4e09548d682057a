export { runResult } from './run-card.js';
