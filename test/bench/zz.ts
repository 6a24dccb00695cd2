import { benchService } from './service.ts';
console.log(await benchService()); process.exit(0);
