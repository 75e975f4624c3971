/**
 * An `Attachment` of the contract as a JSON value in SQL: the driver parses it to one. `row`: the alias of `attachments`. Several of one
 * message: `json_agg(${attachmentJson('a')} order by a.position)`.
 */
export const attachmentJson = (row: string): string => `
  json_build_object('id', ${row}.id, 'name', ${row}.name, 'kind', ${row}.kind, 'mediaType', ${row}.media_type,
    'sizeBytes', ${row}.size_bytes, 'preview', case when ${row}.preview_width is not null
      then json_build_object('width', ${row}.preview_width, 'height', ${row}.preview_height) end)`;
