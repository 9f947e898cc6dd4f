/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The person of a case as a form has it: one object, of which some members have columns. */

#include "casework/yutu-case.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

enum
{
  TEXT_RELATION,
  TEXT_NAME,
  TEXT_ID_NO,
  TEXT_BIRTH,
  TEXT_PHONE,
  TEXT_FIELDS,
};

static const char *const COLUMNS[] = { NULL, "name", "id_no", "birth", "phone" };

void
yutu_case_person_form_clear (YutuCasePersonForm *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], g_free);
  self->row = (YutuCasePerson){ 0 };
}

/* Takes the members that have a column out of @object. */
static void
take_columns (YutuCasePersonForm *self,
              JsonObject         *object)
{
  for (gsize i = TEXT_NAME; i <= TEXT_PHONE; i++)
    {
      const char *text =
        json_object_get_string_member_with_default (object, COLUMNS[i], NULL);

      self->texts[i] = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
      if (self->texts[i] != NULL && self->texts[i][0] == '\0')
        g_clear_pointer (&self->texts[i], g_free);
      if (json_object_has_member (object, COLUMNS[i]))
        json_object_remove_member (object, COLUMNS[i]);
    }
}

/* What an 18-digit number says of birth and sex, where nothing else was said. */
static gboolean
read_id_number (YutuCasePersonForm *self,
                YutuDay             today,
                GError            **error)
{
  const char *id_no = self->texts[TEXT_ID_NO];
  char        birth[YUTU_DAY_TEXT_SIZE];

  if (id_no == NULL || strlen (id_no) != 18)
    return id_no == NULL || strlen (id_no) < 18 ||
           yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field id_no: an identity number has 18 characters"));
  if (!yutu_id_number_is_valid (id_no, today))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field id_no: the check digit or the day of birth in it is wrong; compare "
                                                                    "it with the card"));
  g_snprintf (birth, sizeof birth, "%.4s-%.2s-%.2s", id_no + 6, id_no + 10, id_no + 12);
  if (self->texts[TEXT_BIRTH] == NULL)
    self->texts[TEXT_BIRTH] = g_strdup (birth);
  if (!g_str_equal (self->texts[TEXT_BIRTH], birth))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field birth: is not the day in the identity number"));
  self->row.sex = (id_no[16] - '0') % 2 == 1 ? 1 : 2;
  return TRUE;
}

gboolean
yutu_case_person_form_read (YutuCasePersonForm *self,
                            const YutuCaseKind *kind,
                            const char         *json,
                            YutuDay             today,
                            GError            **error)
{
  g_autoptr (JsonNode) root = NULL;

  *self = (YutuCasePersonForm){ 0 };
  if (json == NULL)
    return TRUE;
  if (!yutu_fields_check (kind->person_fields, kind->n_person_fields, json, FALSE, error))
    return FALSE;
  root = json_from_string (json, NULL);
  take_columns (self, json_node_get_object (root));
  self->texts[TEXT_FIELDS] = json_to_string (root, FALSE);
  if (self->texts[TEXT_NAME] == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field name: a person needs a name"));
  if (!read_id_number (self, today, error))
    return FALSE;
  if (self->texts[TEXT_BIRTH] != NULL && yutu_day_parse (self->texts[TEXT_BIRTH]) > today)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field birth: is in the future"));
  self->texts[TEXT_RELATION] = g_strdup (g_str_equal (kind->subject_kind, "household") ? "head" : "self");
  self->row.relation = self->texts[TEXT_RELATION];
  self->row.name = self->texts[TEXT_NAME];
  self->row.id_no = self->texts[TEXT_ID_NO];
  self->row.birth = self->texts[TEXT_BIRTH];
  self->row.phone = self->texts[TEXT_PHONE];
  self->row.fields = self->texts[TEXT_FIELDS];
  return TRUE;
}
