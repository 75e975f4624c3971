import sharp from 'sharp';

/** Of the few threads that also hash passwords and read files, pictures keep so many at the most. */
export const picturesAtOnce = 2;

// Only what a picture may be is ever parsed, whatever it says of itself: no SVG, no PDF, no TIFF. From memory, what people
// send as their own picture; from the disk, what they send to a chat.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    ...['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
    ...['VipsForeignLoadPngFile', 'VipsForeignLoadJpegFile', 'VipsForeignLoadWebpFile'],
    'VipsForeignLoadNsgifFile',
  ],
});
sharp.concurrency(1);
sharp.cache(false);

/** libvips with our bounds: whoever reads a picture takes it from here. */
export { sharp };
