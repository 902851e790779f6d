/** The protobuf wire format: fields of one message, undecoded. */

/** Varint fields arrive as bigint, fixed-width and length-delimited ones as their bytes. */
export type WireValue = bigint | Buffer;

export interface WireField {
  number: number;
  value: WireValue;
}

export class WireError extends Error {}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const MAX_VARINT_BYTES = 10;

/** @throws WireError when the bytes end inside a field or hold an unknown wire type */
export function* readFields(bytes: Buffer): Generator<WireField> {
  let at = 0;
  const varint = (): bigint => {
    let result = 0n;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      if (at >= bytes.length) throw new WireError('message ends inside a number');
      const byte = bytes[at++]!;
      result |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return result;
    }
    throw new WireError('number is too long');
  };
  const take = (length: number): Buffer => {
    if (length > bytes.length - at) throw new WireError('message ends inside a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const number = key >>> 3;
    switch (key & 7) {
      case VARINT:
        yield { number, value: varint() };
        break;
      case FIXED64:
        yield { number, value: take(8) };
        break;
      case BYTES:
        yield { number, value: take(Number(varint())) };
        break;
      case FIXED32:
        yield { number, value: take(4) };
        break;
      default:
        throw new WireError(`unknown wire type ${key & 7}`);
    }
  }
}

/** A length-delimited field, for the few messages the server itself writes. */
export function writeBytes(number: number, value: Buffer | string): Buffer {
  const body = Buffer.from(value as string);
  return Buffer.concat([writeVarint(number * 8 + BYTES), writeVarint(body.length), body]);
}

function writeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
