import { expect, test } from 'vitest';
import { isMetaAddress, mediaLimit, safeType } from '#domain/conversations/media-rules.ts';

const META = 'https://graph.facebook.com';

test.each<[string, string, boolean]>([
  ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', META, true],
  ['https://scontent.whatsapp.net/a', META, true],
  ['http://127.0.0.1:4010/media/9', 'http://127.0.0.1:4010', true],
  ['http://lookaside.fbsbx.com/a', META, false],
  ['https://lookaside.fbsbx.com:8443/a', META, false],
  ['https://evil.com/lookaside.fbsbx.com', META, false],
  ['https://fbsbx.com.evil.com/a', META, false],
  ['https://evilfbsbx.com/a', META, false],
  ['https://a@lookaside.fbsbx.com/a', META, false],
  ['https://127.0.0.1/a', META, false],
  ['http://127.1/a', META, false],
  ['http://2130706433/a', META, false],
  ['https://[::ffff:127.0.0.1]/a', META, false],
  ['http://169.254.169.254/latest', META, false],
  ['http://127.0.0.1:4011/media/9', 'http://127.0.0.1:4010', false],
  ['file:///etc/passwd', META, false],
  ['javascript:alert(1)', META, false],
  ['', META, false],
])('%s', (url, graph, isOne) => expect(isMetaAddress(url, graph)).toBe(isOne));

test.each<[string, string, string | null]>([
  ['image/jpeg', 'image/jpeg', 'jpg'],
  ['audio/ogg; codecs=opus', 'audio/ogg', 'ogg'],
  ['Application/PDF', 'application/pdf', 'pdf'],
  ['text/html', 'application/octet-stream', null],
  ['image/svg+xml', 'application/octet-stream', null],
  ['application/xhtml+xml', 'application/octet-stream', null],
  ['__proto__', 'application/octet-stream', null],
  ['', 'application/octet-stream', null],
])('a file of type %j', (given, contentType, ending) =>
  expect(safeType(given)).toEqual({ contentType, ending }),
);

test('photos may be 5 MB, documents 100', () => {
  expect(mediaLimit('image')).toBe(5_250_000);
  expect(mediaLimit('document')).toBe(105_000_000);
});
