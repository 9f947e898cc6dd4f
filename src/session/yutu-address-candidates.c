/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-candidates.h"

#include <glib/gi18n.h>

#include "casework/yutu-mask.h"

#define MAX_KEPT 8192

struct _YutuAddressCandidates
{
  YutuDay     day;
  GHashTable *texts; /* gint64 → char *; "": it means nothing on the day */
};

YutuAddressCandidates *
yutu_address_candidates_new (YutuDay day)
{
  YutuAddressCandidates *self = g_new0 (YutuAddressCandidates, 1);

  self->day = day;
  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
yutu_address_candidates_free (YutuAddressCandidates *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_free (self);
}

/* As yutu_address_work has it: a text of the library may have somebody in it. */
static char *
dup_text (const YutuAddressChoice *choice)
{
  g_autofree char *text = NULL;

  if (choice == NULL || choice->standard == NULL)
    return g_strdup ("");
  text = choice->address == 0 && choice->where != NULL && choice->where[0] != '\0'
           /* Translators: a place, and the units that it lies in */
           ? g_strdup_printf (C_ ("candidate", "%s (%s)"), choice->standard, choice->where)
           : g_strdup (choice->standard);
  return yutu_mask_apply (YUTU_MASK_TEXT, text);
}

static gboolean
find_text (YutuAddressCandidates *self,
           YutuConnection        *connection,
           gint64                 id,
           const char           **text,
           GError               **error)
{
  g_autoptr (YutuAddressChoice) choice = NULL;

  *text = g_hash_table_lookup (self->texts, &id);
  if (*text != NULL)
    return TRUE;
  if (!yutu_address_load_choice (connection, id, self->day, &choice, error))
    return FALSE;
  if (g_hash_table_size (self->texts) >= MAX_KEPT)
    g_hash_table_remove_all (self->texts);
  g_hash_table_insert (self->texts, g_memdup2 (&id, sizeof id), dup_text (choice));
  *text = g_hash_table_lookup (self->texts, &id);
  return TRUE;
}

gboolean
yutu_address_candidates_list (YutuAddressCandidates   *self,
                              const YutuAddressAnswer *answer,
                              char                   **list,
                              GError                 **error)
{
  const YutuAddressMatch *match = answer->match;
  gint64                  id = match->address != 0 ? match->address : match->place != 0 ? match->place
                                                                                        : match->unit;
  gboolean                is_one = match->n_candidates == 0;
  g_autoptr (GString) texts = g_string_new (NULL);

  *list = NULL;
  if (answer->verdict == YUTU_ADDRESS_VERDICT_AUTO || match->standard == NULL)
    return TRUE;
  for (gsize i = 0; i < (is_one ? 1 : match->n_candidates); i++)
    {
      const char *text = "";

      if (!(is_one && id == 0) && !find_text (self, answer->connection, is_one ? id : match->candidates[i], &text, error))
        return FALSE;
      if (*text != '\0')
        g_string_append_printf (texts, "%s%s", texts->len > 0 ? C_ ("list of candidates", "; ") : "", text);
    }
  *list = texts->len > 0 ? g_string_free (g_steal_pointer (&texts), FALSE) : g_strdup (match->standard);
  return TRUE;
}
