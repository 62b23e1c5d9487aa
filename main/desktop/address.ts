// The address of the window's page: a scheme of our own, so that the page has an origin and no file or network behind it.

export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'bundle';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;
