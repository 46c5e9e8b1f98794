import { download } from '#app/_server/download.ts';
import { linkQr } from '#domain/auto-lead/link-qr.ts';

/** The QR code of tracked link `id`, as `format` svg or png. */
export const GET = download(linkQr);
