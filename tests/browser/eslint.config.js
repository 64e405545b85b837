import js from '@eslint/js';
import globals from 'globals';

export default [
  // What was brought there is others'.
  { ignores: ['ten_years/browser/'] },
  js.configs.recommended,
  // What is handed to `page.evaluate` runs in the browser.
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
