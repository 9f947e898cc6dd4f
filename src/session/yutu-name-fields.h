/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The record of a place name (地名登记): its further fields by data/rules/name-fields.csv, and editing it as a
 * whole. */
#pragma once

#include <json-glib/json-glib.h>

#include "session/yutu-file.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_NAME_TEXT,
  YUTU_NAME_DAY,
  YUTU_NAME_NUMBER,
} YutuNameFieldType;

typedef struct
{
  const char        *id;  /* "origin": in place_name.fields */
  const char        *key; /* 地名来历: its title, and where lists of old kept it */
  const char        *title_en;
  YutuNameFieldType  type;
  const char *const *names; /* headings: id, key, title_en, and more; NULL-terminated */
} YutuNameField;

/* All of them, in the order of the file. Any thread. */
const YutuNameField *yutu_name_fields_get (gsize *n);
/* By id or title, Chinese or English; NULL: there is none. */
const YutuNameField *yutu_name_fields_find (const char *id);
/* @text as it is kept: a day as ISO text, a number as it stands. NULL: it is none. (transfer full) */
char *yutu_name_field_read (const YutuNameField *field,
                            const char          *text);

/* Whether checks write it, and nobody else: it is refused. */
gboolean yutu_name_field_is_checked (const YutuNameField *field);

/* What @object, the fields of a name, has of it; NULL: nothing. */
JsonNode *yutu_name_field_get (const YutuNameField *field,
                               JsonObject          *object);

/* A record to read and to write: the columns pinyin_tone (the spelling with tones, "" that of the rules), alias, meaning, approval_doc, approved_on and grade, and the
 * fields by id; a JSON object of texts. Not for the main thread. (transfer full) */
char *yutu_file_read_name_record (YutuFile     *self,
                                  gint64        place,
                                  GCancellable *cancellable,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What @record has, by id or title, is written, "" takes a value out, the rest stays; one entry. INVALID of
 * YUTU_GAZETTEER_ERROR names the field that cannot be. */
gboolean yutu_file_write_name_record (YutuFile   *self,
                                      gint64      place,
                                      const char *record,
                                      const char *actor,
                                      gint64     *entry,
                                      GError    **error);

/* @fields, an object of the fields, with the columns of the record as above, in that order, NULL: not said. */
char *yutu_name_record_join (const char        *fields,
                             const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;
/* *changes: what @record says otherwise than the file, empty texts left out; NULL: nothing. In a read or a write, on its
 * thread. */
gboolean yutu_name_record_compare (YutuConnection *connection,
                                   gint64          place,
                                   const char     *record,
                                   char          **changes,
                                   GError        **error);
/* As yutu_file_write_name_record(), in a write, on its thread. */
gboolean yutu_name_record_change (YutuConnection *connection,
                                  gint64          place,
                                  const char     *record,
                                  GError        **error);

G_END_DECLS
