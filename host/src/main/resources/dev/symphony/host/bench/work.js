// The guest of the workloads: what each function has to do is in docs/benchmarks.md.
'use strict';
globalThis.guest = (() => {
  let text = '';
  let octets = new Uint8Array(0);

  const handle = (message) => {
    const value = JSON.parse(message);
    value.n = value.id + 1;
    return JSON.stringify(value);
  };

  const hello = (name) => `hello ${name}`;

  const hostLoop = (count) => {
    const call = globalThis.f;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + call(i)) | 0;
    return sum;
  };

  function fib(n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  // A document of 1,085,455 characters, and a mebibyte.
  const prepare = () => {
    const row = (i) => ({
      id: i,
      name: `user${i}`,
      email: `user${i}@example.com`,
      score: ((i * 7919) % 1000) / 8,
      active: i % 3 === 0,
      tags: [`a${i % 7}`, `b${i % 11}`],
    });
    text = JSON.stringify({ rows: Array.from({ length: 10000 }, (_, i) => row(i)) });
    octets = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 31 + 7) & 255);
    return text.length;
  };

  const json = () => JSON.stringify(JSON.parse(text)).length;

  // SHA-256 as FIPS 180-4 has it; the constants are roots of the first primes.
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const fraction = (x) => (x - Math.floor(x)) * 2 ** 32 | 0;
  const ROUND = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
  const START = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));

  const padded = (message) => {
    const blocks = Math.ceil((message.length + 9) / 64);
    const out = new Uint8Array(blocks * 64);
    out.set(message);
    out[message.length] = 128;
    new DataView(out.buffer).setBigUint64(out.length - 8, BigInt(message.length) * 8n);
    return out;
  };

  const block = (state, w, data, at) => {
    for (let t = 0; t < 16; t++) {
      const p = at + 4 * t;
      w[t] = (data[p] << 24) | (data[p + 1] << 16) | (data[p + 2] << 8) | data[p + 3];
    }
    for (let t = 16; t < 64; t++) {
      const u = w[t - 15];
      const v = w[t - 2];
      const low = ((u >>> 7) | (u << 25)) ^ ((u >>> 18) | (u << 14)) ^ (u >>> 3);
      const high = ((v >>> 17) | (v << 15)) ^ ((v >>> 19) | (v << 13)) ^ (v >>> 10);
      w[t] = (high + w[t - 7] + low + w[t - 16]) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + turned + ((e & f) ^ (~e & g)) + ROUND[t] + w[t]) | 0;
      const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  };

  const sha = () => {
    const data = padded(octets);
    const state = Int32Array.from(START);
    const schedule = new Int32Array(64);
    for (let at = 0; at < data.length; at += 64) block(state, schedule, data, at);
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  };

  // Attacks.
  const spin = () => {
    for (;;);
  };
  const bomb = () => {
    const kept = [];
    for (;;) kept.push(new Array(1 << 17).fill(1.5));
  };
  const bombBuf = () => {
    const kept = [];
    for (;;) kept.push(new Uint8Array(1 << 20).fill(7));
  };
  const recurse = () => {
    const deeper = () => 1 + deeper();
    return deeper();
  };
  const redos = () => /(b+)+$/.test('b'.repeat(40) + 'c');

  return { handle, hello, hostLoop, fib, prepare, json, sha, spin, bomb, bombBuf, recurse, redos };
})();
