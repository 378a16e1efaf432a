import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { PlatformError } from '../errors.ts';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The opaque id of a node: its type and uuid, nothing that says more. */
export const globalIdOf = (typename: string, id: string): string => encodeGlobalID(typename, id);

/**
 * The uuid inside a global id.
 * @throws PlatformError INVALID_ID when it is no id, or not one of the wanted type
 */
export const localIdOf = (globalId: string, typename?: string): string => {
  const decoded = tryDecode(globalId);
  if (!decoded || !uuidPattern.test(decoded.id) || (typename !== undefined && decoded.typename !== typename)) {
    throw new PlatformError('INVALID_ID');
  }
  return decoded.id;
};

/** The type that a global id names; empty when it is no id. */
export const typenameOf = (globalId: string): string => tryDecode(globalId)?.typename ?? '';

/**
 * The uuid itself, checked: it goes into statements as one.
 * @throws PlatformError INVALID_ID
 */
export const checkedUuid = (id: string): string => {
  if (!uuidPattern.test(id)) throw new PlatformError('INVALID_ID');
  return id;
};

const tryDecode = (globalId: string) => {
  try {
    return decodeGlobalID(globalId);
  } catch {
    return undefined;
  }
};
