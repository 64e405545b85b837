// The console's own scripts: for a browser of 2016, so in the language of ten years ago.

import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: { ...globals.browser, L: 'readonly' },
    },
    // That language names whatever it catches.
    rules: { 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
];
