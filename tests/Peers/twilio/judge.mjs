// The provider's own library: signs and judges as the provider does, and builds an answer verb by verb.
// One JSON object per line comes in, one goes out. A refusal is {"refused":true}.
import { createInterface } from 'node:readline';
import twilio from 'twilio';

const { getExpectedTwilioSignature, getExpectedBodyHash, validateRequest, validateRequestWithBody } = twilio;

// Every verb and noun is a method of the library's builder; one that it does not know throws.
const methods = { Play: 'play', Pause: 'pause', Gather: 'gather', Record: 'record', Redirect: 'redirect', Dial: 'dial', Number: 'number', Hangup: 'hangup' };
const build = (parent, { verb, attributes, text, children }) => {
  const method = methods[verb];
  const made = text ? parent[method](attributes, text) : parent[method](attributes);
  for (const child of children) build(made, child);
};

const verbs = {
  sign: ({ token, url, form }) => ({ signature: getExpectedTwilioSignature(token, url, form) }),
  accepts: ({ token, url, form, signature }) => ({ accepted: validateRequest(token, signature, url, form) }),
  acceptsBody: ({ token, url, body, signature }) => ({ accepted: validateRequestWithBody(token, signature, url, body) }),
  bodyHash: ({ body }) => ({ hash: getExpectedBodyHash(body) }),
  answer({ children }) {
    const response = new twilio.twiml.VoiceResponse();
    for (const child of children) build(response, child);
    return { xml: response.toString() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...rest } = JSON.parse(line);
  try {
    console.log(JSON.stringify(verbs[verb](rest)));
  } catch {
    console.log(JSON.stringify({ refused: true }));
  }
}
