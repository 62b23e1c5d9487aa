// This Slipway's version; a test holds it equal to package.json's, which a bundle cannot be sure to find.

export const VERSION = '0.1.0';
