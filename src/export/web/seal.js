"use strict";
// Seals a ballot so that only the computer of the check can open it: HPKE (RFC 9180), base mode,
// X25519 + HKDF-SHA256 + ChaCha20-Poly1305. Browsers have no cryptography of their own on a page
// that comes by http, so this is all there is. It runs once, on the voter's own device, with a key
// that is used once: there is nothing to time. src/seal/script.rs holds it to the RFCs.
const Seal = (() => {
  const text = (words) => new TextEncoder().encode(words);
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const big = (bytes) => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const little = (number, length) =>
    Uint8Array.from({ length }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));
  const word = (bytes, at) =>
    bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);

  // SHA-256 (FIPS 180-4). Its constants are the first bits of roots of the first primes.
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (number) => ((number - Math.floor(number)) * 2 ** 32) | 0;
  const K = primes.map((p) => fraction(Math.cbrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  function sha256(bytes) {
    const length = Math.ceil((bytes.length + 9) / 64) * 64;
    const padded = new Uint8Array(length);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(length - 4, bytes.length * 8);
    const hash = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
    const w = new Int32Array(64);
    for (let block = 0; block < length; block += 64) {
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i++) {
        if (i < 16) w[i] = view.getInt32(block + 4 * i);
        else {
          const [x, y] = [w[i - 15], w[i - 2]];
          const small = (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7];
          w[i] = small + w[i - 16] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
        }
        const [choice, majority] = [(e & f) ^ (~e & g), (a & b) ^ (a & c) ^ (b & c)];
        const one = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + h + K[i] + w[i];
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
        [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => (hash[i] = (hash[i] + value) | 0));
    }
    const out = new DataView(new ArrayBuffer(32));
    hash.forEach((value, i) => out.setInt32(4 * i, value));
    return new Uint8Array(out.buffer);
  }

  // HMAC (RFC 2104) and HKDF (RFC 5869).
  function hmac(secret, bytes) {
    const key = secret.length > 64 ? sha256(secret) : secret;
    const pad = (mask) => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ mask);
    return sha256(join(pad(0x5c), sha256(join(pad(0x36), bytes))));
  }
  const extract = (salt, secret) => hmac(salt, secret);
  function expand(key, info, length) {
    let [out, last] = [new Uint8Array(0), new Uint8Array(0)];
    for (let i = 1; out.length < length; i++) {
      last = hmac(key, join(last, info, [i]));
      out = join(out, last);
    }
    return out.slice(0, length);
  }

  // X25519 (RFC 7748): a Montgomery ladder.
  const P = 2n ** 255n - 19n;
  const mod = (number) => ((number % P) + P) % P;
  function power(base, exponent) {
    let result = 1n;
    for (; exponent; exponent >>= 1n, base = mod(base * base))
      if (exponent & 1n) result = mod(result * base);
    return result;
  }
  function x25519(secret, point) {
    const scalar = (big(secret) & (2n ** 254n - 8n)) | (2n ** 254n);
    const x1 = mod(big(point) & (2n ** 255n - 1n));
    let [x2, z2, x3, z3] = [1n, 0n, x1, 1n];
    for (let bit = 254n; bit >= 0n; bit--) {
      const swap = (scalar >> bit) & 1n;
      if (swap) [x2, z2, x3, z3] = [x3, z3, x2, z2];
      const [a, b, c, d] = [x2 + z2, x2 - z2, x3 + z3, x3 - z3];
      const [aa, bb, da, cb] = [mod(a * a), mod(b * b), mod(d * a), mod(c * b)];
      const e = aa - bb;
      [x3, z3] = [mod((da + cb) ** 2n), mod(x1 * mod((da - cb) ** 2n))];
      [x2, z2] = [mod(aa * bb), mod(e * (aa + 121665n * e))];
      if (swap) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    }
    return little(mod(x2 * power(z2, P - 2n)), 32);
  }

  // ChaCha20 and Poly1305 (RFC 8439).
  const roll = (x, n) => (x << n) | (x >>> (32 - n));
  function block(key, counter, nonce) {
    const start = Int32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574,
      ...[0, 4, 8, 12, 16, 20, 24, 28].map((at) => word(key, at)),
      counter, ...[0, 4, 8].map((at) => word(nonce, at)));
    const s = start.slice();
    const quarter = (a, b, c, d) => {
      s[a] += s[b]; s[d] = roll(s[d] ^ s[a], 16);
      s[c] += s[d]; s[b] = roll(s[b] ^ s[c], 12);
      s[a] += s[b]; s[d] = roll(s[d] ^ s[a], 8);
      s[c] += s[d]; s[b] = roll(s[b] ^ s[c], 7);
    };
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i);
      for (let i = 0; i < 4; i++)
        quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
    }
    const out = new DataView(new ArrayBuffer(64));
    s.forEach((value, i) => out.setInt32(4 * i, value + start[i], true));
    return new Uint8Array(out.buffer);
  }
  const chacha20 = (key, counter, nonce, bytes) =>
    bytes.map((byte, at) => byte ^ stream(key, counter + (at >> 6), nonce)[at & 63]);
  // A block serves 64 bytes in a row.
  let kept = [];
  function stream(key, counter, nonce) {
    if (kept[0] !== key || kept[1] !== counter) kept = [key, counter, block(key, counter, nonce)];
    return kept[2];
  }
  function poly1305(key, bytes) {
    const prime = 2n ** 130n - 5n;
    const r = big(key.slice(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
    let sum = 0n;
    for (let at = 0; at < bytes.length; at += 16)
      sum = ((sum + big(join(bytes.slice(at, at + 16), [1]))) * r) % prime;
    return little(sum + big(key.slice(16)), 16);
  }
  function encrypt(key, nonce, head, bytes) {
    const sealed = chacha20(key, 1, nonce, bytes);
    const filled = (part) => join(part, new Uint8Array((16 - (part.length % 16)) % 16));
    const lengths = join(little(BigInt(head.length), 8), little(BigInt(sealed.length), 8));
    const key1305 = block(key, 0, nonce).slice(0, 32);
    return join(sealed, poly1305(key1305, join(filled(head), filled(sealed), lengths)));
  }

  // HPKE (RFC 9180), sections 4.1 and 5.1.
  const KEM = join(text("KEM"), [0, 32]);
  const SUITE = join(text("HPKE"), [0, 32, 0, 1, 0, 3]);
  const labelled = (suite, label) => join(text("HPKE-v1"), suite, text(label));
  const extracted = (suite, salt, label, secret) =>
    extract(salt, join(labelled(suite, label), secret));
  const expanded = (suite, key, label, info, length) =>
    expand(key, join([0, length], labelled(suite, label), info), length);
  const none = new Uint8Array(0);
  function seal(publicKey, info, head, bytes, ephemeral) {
    const encapsulated = x25519(ephemeral, join([9], new Uint8Array(31)));
    const common = x25519(ephemeral, publicKey);
    if (common.every((byte) => !byte)) throw new Error("no such public key");
    const prk = extracted(KEM, none, "eae_prk", common);
    const shared = expanded(KEM, prk, "shared_secret", join(encapsulated, publicKey), 32);
    const context = join([0], extracted(SUITE, none, "psk_id_hash", none),
      extracted(SUITE, none, "info_hash", info));
    const secret = extracted(SUITE, shared, "secret", none);
    const key = expanded(SUITE, secret, "key", context, 32);
    const nonce = expanded(SUITE, secret, "base_nonce", context, 12);
    return join(encapsulated, encrypt(key, nonce, head, bytes));
  }

  // The inside of a ballot: src/seal/plaintext.rs says what stands where.
  const number = (value) =>
    value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)];
  function inside({ id, revision, person, answers, miss, comments }) {
    const said = comments.map(([card, words]) => [card + 1, text(words)]);
    const bytes = join(id, [revision >> 8, revision & 255, person, 0],
      ...answers.map(([answer, direction]) => number(answer * 4 + direction)), [miss],
      ...said.map(([card, words]) => [...number(card), ...number(words.length), ...words]), [0]);
    const length = [256, 520, 1096, 2200].find((most) => bytes.length <= most);
    if (!length) throw new Error("too long");
    return join(bytes, new Uint8Array(length - bytes.length));
  }

  // A sealed ballot for a public key and the hash of the cards. The key's number stands in front.
  function ballot(publicKey, cards, given, ephemeral) {
    const keyId = sha256(join(text("squadcheck key 1\0"), publicKey, cards)).slice(0, 4);
    const head = join([1], keyId);
    const info = join(text("squadcheck ballot 1\0"), cards);
    return join(head, seal(publicKey, info, head, inside(given), ephemeral));
  }
  return { sha256, extract, expand, x25519, chacha20, poly1305, encrypt, seal, inside, ballot };
})();
