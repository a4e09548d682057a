import { PATHS } from './components.js';

// Drawings that only pages and parts have which come later; each of them imports this.
Object.assign(PATHS, {
  upload: 'M10 13.5V4M6.2 7.6 10 3.8l3.8 3.8M3.5 13v2.2a1.3 1.3 0 0 0 1.3 1.3h10.4a1.3 1.3 0 0 0 1.3-1.3V13',
  trash: 'M4.5 6h11M8 6V4.2h4V6M6 6l.7 10h6.6L14 6',
  radar: 'M10 17a7 7 0 1 0-7-7M10 13.5A3.5 3.5 0 1 0 6.5 10M10 10l5-5',
});
