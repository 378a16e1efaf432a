/** A uuid that no row has. */
export const absentUuid = '01890000-dead-7000-8000-00000000dead';

export const globalIdOf = (type: string, uuid: string = absentUuid): string => Buffer.from(`${type}:${uuid}`).toString('base64');

/** The uuid inside a global id. */
export const uuidOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] as string;
