/** npm start: set up, then the platform in this very process, which gets the signals itself. */
import { setUpOrExit } from './setup.mjs';

await setUpOrExit({ development: false });
await import('../dist/src/main.js');
