// The even scenes are accessible and keep to themselves.
import { describe } from 'vitest';
import { checkHalf } from './accessible.ts';

describe('every even scene', () => {
  checkHalf(2);
});
