// The clients that others made, each told the same way what to upload:
//
//   { endpoint, headers, path, metadata, chunk }   what, and where to
//   retries                                        how often it may ask again
//   store                                          a file in which it keeps addresses
//   url                                            the address of an upload that it goes on with
//   stopAt                                         how far it goes, at the end of a chunk
//   claims                                         the offset that it believes, once, wrongly
//
// and each tells how that ended: { url }, or { url, refused } with the status of the refusal,
// which is 0 where nobody answered.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FileUrlStorage, Upload } from 'tus-js-client';
import { runPython } from './programs.js';

const script = fileURLToPath(new URL('tuspy.py', import.meta.url));

/** Besides, `asynchronous`, and a `checksum` for each chunk: sha256, sha1 or wrong. */
export const tuspy = {
  name: 'tuspy',
  upload: (order) => runPython(script, order),
};

/** Besides, `withCreation`; and with `url`, `orAnew` where another upload may be begun. */
export const tusJsClient = {
  name: 'tus-js-client',
  upload: async (order) => {
    const file = await readFile(order.path);
    return new Promise((resolve) => begin(file, order, resolve));
  },
  /** Gives an upload up. */
  terminate: (url, headers) => Upload.terminate(url, { headers }),
};

async function begin(file, order, resolve) {
  let { claims } = order;
  const upload = new Upload(file, {
    endpoint: order.url && !order.orAnew ? null : order.endpoint,
    uploadUrl: order.url ?? null,
    headers: order.headers,
    metadata: order.metadata,
    chunkSize: order.chunk,
    retryDelays: Array(order.retries).fill(0),
    uploadDataDuringCreation: order.withCreation ?? false,
    ...(order.store && { urlStorage: new FileUrlStorage(order.store) }),
    onBeforeRequest: (request) => {
      if (request.getMethod() !== 'PATCH' || claims === undefined) return;
      request.setHeader('Upload-Offset', String(claims));
      claims = undefined;
    },
    onChunkComplete: async (_, accepted) => {
      if (accepted !== order.stopAt) return;
      await upload.abort();
      resolve({ url: upload.url });
    },
    onSuccess: () => resolve({ url: upload.url }),
    onError: (error) => {
      resolve({ url: upload.url, refused: error.originalResponse?.getStatus() ?? 0 });
    },
  });
  if (order.store) {
    const [previous] = await upload.findPreviousUploads();
    if (previous) upload.resumeFromPreviousUpload(previous);
  }
  upload.start();
}
