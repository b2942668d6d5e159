/** npm run build: what is missing is installed and what has changed is compiled. */
import { setUpOrExit } from './setup.mjs';

await setUpOrExit({ development: true });
console.log('dist/ is up to date');
