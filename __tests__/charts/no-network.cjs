/**
 * Loaded before a program: ends it as soon as it asks for a network, for a name, or for another program, which could do so
 * in its place. An error could be caught; an end cannot.
 */
const refuse = (owner, name) => {
  owner[name] = () => {
    process._rawDebug(`asked for a network: ${name}`);
    process.reallyExit(13);
  };
};

for (const [module, names] of Object.entries({
  child_process: ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny'],
  'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny'],
  http: ['get', 'request'],
  http2: ['connect'],
  https: ['get', 'request'],
  net: ['connect', 'createConnection'],
  tls: ['connect'],
})) {
  for (const name of names) refuse(require(module), name);
}
// What lies below all of them, whoever kept one from before.
refuse(require('node:net').Socket.prototype, 'connect');
refuse(globalThis, 'fetch');
