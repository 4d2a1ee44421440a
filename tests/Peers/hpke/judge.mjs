// An independent HPKE (RFC 9180) for suite 1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
// One JSON object per line comes in, one goes out; all bytes in hexadecimal. A refusal is {"refused":true}.
import { createInterface } from 'node:readline';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const bytes = hex => new Uint8Array(Buffer.from(hex, 'hex')).buffer;
const hex = buffer => Buffer.from(buffer).toString('hex');

const verbs = {
  async seal({ publicKey, info, aad, plaintext }) {
    const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(publicKey));
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: bytes(info) }, bytes(plaintext), bytes(aad));
    return { sealed: hex(enc) + hex(ct) };
  },
  async open({ privateKey, info, aad, sealed }) {
    const recipientKey = await suite.kem.deserializePrivateKey(bytes(privateKey));
    const enc = bytes(sealed.slice(0, 130));
    const plaintext = await suite.open({ recipientKey, enc, info: bytes(info) }, bytes(sealed.slice(130)), bytes(aad));
    return { plaintext: hex(plaintext) };
  },
  async derive({ seed }) {
    const pair = await suite.kem.deriveKeyPair(bytes(seed));
    return { publicKey: hex(await suite.kem.serializePublicKey(pair.publicKey)), privateKey: hex(await suite.kem.serializePrivateKey(pair.privateKey)) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...rest } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await verbs[verb](rest)));
  } catch {
    console.log(JSON.stringify({ refused: true }));
  }
}
