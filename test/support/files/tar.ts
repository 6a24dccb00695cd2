/** An archive of POSIX (ustar) of these files. */
export function aTar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return [headOf(name, content.length), body];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function headOf(name: string, size: number): Buffer {
  const head = Buffer.alloc(512);
  head.write(name);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((before, byte) => before + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
