import { connect, type Socket } from 'node:net';

/**
 * The client of the ingest benchmark, a process of its own: keeps a number of connections busy with POST requests, each with the next one as
 * soon as its answer is there, and says how many were acknowledged. As cheap as can be, so that the machine is left to those measured.
 * Arguments: port, path, writeKey, connections, seconds, messages a request, and a prefix that makes its ids its own.
 */
const [port = '', path = '', writeKey = '', connections = '', seconds = '', many = '', prefix = ''] = process.argv.slice(2);
const each = Number(many);
const auth = Buffer.from(`${writeKey}:`).toString('base64');
let [sent, acknowledged, others] = [0, 0, 0];
const end = Date.now() + Number(seconds) * 1000;

/** A visit as Segment's browser client tells it, about a kilobyte; the visitors are ten thousand, the pages many. */
function message(number: number): string {
  const at = new Date().toISOString();
  const visitor = `${prefix}-visitor-${number % 10_000}`;
  const url = `https://www.nordvarme.dk/varmepumper/${number % 500}?utm_source=linkedin&utm_medium=paid-social&utm_campaign=pumper-${number % 20}`;
  return `{"type":"page","messageId":"ajs-next-${prefix}-${number}","anonymousId":"${visitor}","timestamp":"${at}","sentAt":"${at}","name":"Varmepumpe ${number % 500}","properties":{"path":"/varmepumper/${number % 500}","referrer":"https://www.linkedin.com/","search":"?utm_source=linkedin","title":"Varmepumper til industrien","url":"${url}"},"context":{"page":{"path":"/varmepumper/${number % 500}","referrer":"https://www.linkedin.com/","search":"?utm_source=linkedin","title":"Varmepumper til industrien","url":"${url}"},"userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36","locale":"da-DK","timezone":"Europe/Copenhagen","library":{"name":"analytics.js","version":"npm:next-1.84.3"},"campaign":{"source":"linkedin","medium":"paid-social","name":"pumper-${number % 20}"}},"integrations":{},"_metadata":{"bundled":["Segment.io"],"unbundled":[],"bundledIds":[]}}`;
}

function request(): string {
  const messages = Array.from({ length: each }, () => message(sent++));
  const body = each === 1 ? (messages[0] ?? '') : `{"batch":[${messages.join(',')}]}`;
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ${auth}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function keepBusy(): Promise<void> {
  return new Promise((done, fail) => {
    const socket: Socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true }, () => socket.write(request()));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      answer += chunk;
      const head = answer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < head + 4 + length) return;
      if (answer.startsWith('HTTP/1.1 200')) acknowledged += each;
      else others += 1;
      answer = '';
      if (Date.now() < end) socket.write(request());
      else {
        socket.end();
        done();
      }
    });
    socket.on('error', fail);
  });
}

const start = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, keepBusy));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ acknowledged, others, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }));
