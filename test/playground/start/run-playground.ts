import { startPlayground } from '../../../src/playground/start.ts';
import { runFromTerminal } from '../../../src/playground/terminal.ts';

// What `npm start` does, in the folder given and without building: node run-playground.ts FOLDER
const folder = process.argv[2];
if (folder === undefined) throw new Error('Which folder?');
await runFromTerminal((options) => startPlayground({ ...options, folder, build: 'never' }), {
  page: 0,
  addin: 0,
});
