// Two independent parsers read a mail: mailparser (Nodemailer's) and postal-mime. One JSON object per line comes in, one goes out.
import { createInterface } from 'node:readline';
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const hash = (content) => createHash('sha256').update(content).digest('hex');
const addresses = (list) => (list ?? []).flatMap((one) => (one.group ? addresses(one.group) : [{ name: one.name ?? '', address: one.address ?? '' }]));

// Where HTML stands alone both leave it as it is: what is between the tags is compared.
const signs = { lt: '<', gt: '>', amp: '&', nbsp: ' ', quot: '"' };
const bare = (html) => html.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|nbsp|quot);/g, (_, name) => signs[name]);

const parsers = {
  async mailparser(bytes) {
    const mail = await simpleParser(bytes, { skipImageLinks: true, skipTextLinks: true, skipTextToHtml: true });
    const to = Array.isArray(mail.to) ? mail.to : [mail.to];
    return {
      subject: mail.subject ?? '',
      from: addresses(mail.from?.value),
      to: addresses(to.flatMap((one) => one?.value ?? [])),
      text: mail.text || bare(mail.html || ''),
      files: mail.attachments.map((file) => ({ name: file.filename ?? '', sha256: hash(file.content) })),
    };
  },
  async postalMime(bytes) {
    const mail = await PostalMime.parse(bytes);
    return {
      subject: mail.subject ?? '',
      from: addresses(mail.from ? [mail.from] : []),
      to: addresses(mail.to),
      text: mail.text || bare(mail.html ?? ''),
      files: mail.attachments.map((file) => ({ name: file.filename ?? '', sha256: hash(Buffer.from(file.content)) })),
    };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { parser, mail } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await parsers[parser](Buffer.from(mail, 'base64'))));
  } catch {
    console.log(JSON.stringify({ refused: true }));
  }
}
