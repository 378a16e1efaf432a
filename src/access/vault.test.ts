import { describe, expect, test } from 'vitest';
import { createVault, verifyingKeyOf } from './vault.ts';

const [current, older] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
const sealed = 'fzFtUEZ4:FhDBOHSQT8qSCfAL:YJHJrEwGfebmMKFjM2TlYQ:vRqV8WRVvDwI0Qm-I-U8kZmL';

// What stands in databases was written with these: another value would find no number and open no text.
describe('what a vault made once, it makes always', () => {
  const vault = createVault(current, [older]);

  test('ids, hashes and prints', () => {
    expect(vault.keyIds).toEqual(['fzFtUEZ4', 'JmcLPpdl']);
    expect(vault.hash('11010119900307663X')).toBe('MG_f5gdrJwyt2ma81O9tyxIPJt6O9rtznENS_p-B5_Q');
    expect(vault.hashes('王建国')).toEqual(['mZj7sshy4g9kxJ8QpXZRoecm5VHPdAnZK4tqrIZvnf8', 'Om0SlKpB9lUXTJS8QXWbzEDk-PQMDj6EQ0sPNkZXCL4']);
    expect(vault.mac('entry:audit:[]')).toBe('iwNNkEtjB4aod3dsAEwegOeArOjn9o3BDEGBlGKZUGk');
    expect(vault.mac('x', 'JmcLPpdl')).toBe('66_VnYCJq2F-c3OIyy-dtxzO-9xUFEvnbl6kVcIessE');
  });

  test('a text that was sealed opens, in its place alone', () => {
    expect(vault.decrypt(sealed, 'person:1')).toBe('11010119900307663X');
    expect(() => vault.decrypt(sealed, 'person:2')).toThrow();
    expect(createVault(older, [current]).decrypt(sealed, 'person:1')).toBe('11010119900307663X');
  });

  test('a key that only verifies vouches and opens nothing', () => {
    const later = createVault(older, [verifyingKeyOf(current)]);
    expect(later.mac('entry:audit:[]', 'fzFtUEZ4')).toBe('iwNNkEtjB4aod3dsAEwegOeArOjn9o3BDEGBlGKZUGk');
    expect(() => later.decrypt(sealed, 'person:1')).toThrow(expect.objectContaining({ code: 'MASTER_KEY_DIFFERS' }));
  });
});
