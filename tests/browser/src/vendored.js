// What the console serves of others is byte for byte what they published: the lock file says the
// packages' hashes, `npm ci` holds what it installs against them, and this holds the copies in
// `server-stub/assets/vendor` against what is installed. `--write` makes the copies.

import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, '..', 'node_modules');
const vendor = join(here, '..', '..', '..', 'server-stub', 'assets', 'vendor');

const files = {
  'htmx.org': ['dist/htmx.min.js', 'LICENSE'],
  leaflet: ['dist/leaflet.js', 'dist/leaflet.css', 'LICENSE'],
};

const copyOf = (name, file) => join(vendor, name, file.split('/').at(-1));

const wrong = [];
for (const [name, wanted] of Object.entries(files)) {
  if (process.argv.includes('--write')) {
    mkdirSync(join(vendor, name), { recursive: true });
    for (const file of wanted) copyFileSync(join(installed, name, file), copyOf(name, file));
  }
  for (const file of wanted) {
    const published = readFileSync(join(installed, name, file));
    if (!readFileSync(copyOf(name, file)).equals(published)) wrong.push(`${name}/${file}`);
  }
  const kept = readdirSync(join(vendor, name)).length;
  if (kept !== wanted.length) wrong.push(`${name}: ${kept} files`);
}
if (wrong.length > 0) {
  console.log(`not as it was published: ${wrong.join(', ')}`);
  process.exitCode = 1;
}
