// An authority that exists for one scenario, and says of certificates whose they are.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openssl } from './programs.js';

const freshKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export class Authority {
  static async in(folder, name) {
    const authority = new Authority();
    authority.folder = folder;
    authority.key = join(folder, `${name}.key`);
    authority.certificate = join(folder, `${name}.pem`);
    const subject = ['-subj', `/CN=${name}`, '-days', '2'];
    const made = ['-keyout', authority.key, '-out', authority.certificate];
    await openssl(['req', '-x509', ...freshKey, ...made, ...subject]);
    return authority;
  }

  /** A key, and a certificate that it belongs to a host for so many days from now. */
  async vouchFor(host, days = 2) {
    const at = (ending) => join(this.folder, `${host}.${ending}`);
    const kind = /^[\d.]+$/.test(host) ? 'IP' : 'DNS';
    await writeFile(at('ext'), `subjectAltName=${kind}:${host}\nbasicConstraints=CA:FALSE\n`);
    const asked = ['-keyout', at('key'), '-out', at('csr'), '-subj', `/CN=${host}`];
    await openssl(['req', ...freshKey, ...asked]);
    const by = ['-CA', this.certificate, '-CAkey', this.key, '-CAcreateserial'];
    const to = ['-in', at('csr'), '-extfile', at('ext'), '-out', at('pem')];
    await openssl(['x509', '-req', ...by, '-days', String(days), ...to]);
    return { key: await readFile(at('key')), cert: await readFile(at('pem')) };
  }
}
