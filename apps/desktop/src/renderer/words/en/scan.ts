// Reading a QR code.
export const scan = {
  starting: 'Starting the camera',
  refused: 'The camera may not be used here. Allow it in the system or the browser, or choose an image.',
  missing: 'No camera can be used on this computer. Choose an image of the code.',
  fromFile: 'Read from an image',
  nothing: 'There is no code in this image that can be read.',
};
