const { TestEnvironment } = require('jest-environment-jsdom');

/** jsdom with the parts of the platform that it lacks and that msw and the code under test use. */
module.exports = class extends TestEnvironment {
  constructor(...args) {
    super(...args);
    const names = [
      'fetch',
      'Request',
      'Response',
      'Headers',
      'FormData',
      'ReadableStream',
      'WritableStream',
      'TransformStream',
      'TextEncoder',
      'TextDecoder',
      'TextDecoderStream',
      'BroadcastChannel',
      'AbortController',
      'AbortSignal',
      'structuredClone',
    ];
    for (const name of names) this.global[name] = globalThis[name];
  }
};
