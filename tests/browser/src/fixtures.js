// Photographs of the project, by name.

import { fileURLToPath } from 'node:url';

export function fixture(name) {
  return fileURLToPath(new URL(`../../../core/photo/fixtures/${name}.jpg`, import.meta.url));
}
