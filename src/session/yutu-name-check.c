/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-check.h"

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "session/yutu-name-figures.h"

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  YutuNameIndex **index = data;

  *index = yutu_name_index_load (connection, yutu_division_read_area, error);
  return *index != NULL;
}

YutuNameIndex *
yutu_file_load_name_index (YutuFile     *self,
                           GCancellable *cancellable,
                           GError      **error)
{
  YutuNameIndex *index = NULL;

  return yutu_store_read (yutu_file_get_store (self), load, &index, cancellable, error) ? index : NULL;
}

/* ---- While it is typed ---- */

typedef struct
{
  YutuNameIndex   *index;
  YutuNameQuestion question;
  char            *name;
  char            *name_class;
  YutuShape       *shape; /* nullable */
} Check;

static void
check_free (gpointer data)
{
  Check *self = data;

  yutu_name_index_unref (self->index);
  g_free (self->name);
  g_free (self->name_class);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

static void
check_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Check *check = data;

  g_task_return_pointer (task, yutu_name_index_check (check->index, &check->question), (GDestroyNotify)g_ptr_array_unref);
}

void
yutu_name_check_async (YutuNameIndex          *index,
                       const YutuNameQuestion *question,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  check->index = yutu_name_index_ref (index);
  check->question = *question;
  check->question.name = check->name = g_strdup (question->name);
  check->question.name_class = check->name_class = g_strdup (question->name_class);
  if (question->shape != NULL)
    check->question.shape = check->shape = yutu_shape_ref ((YutuShape *)question->shape);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_in_worker);
}

GPtrArray *
yutu_name_check_finish (GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Words ---- */

/* %s is a name, a word or characters. */
static const char *
sentence_of (const YutuNameFinding *self)
{
  static const char *const sentences[] = {
    [YUTU_NAME_SAME] = N_ ("The name %s is taken already"),
    [YUTU_NAME_SAME_PROPER] = N_ ("%s has the same proper name"),
    [YUTU_NAME_SAME_SOUND] = N_ ("It sounds like %s"),
    [YUTU_NAME_SAME_SYLLABLES] = N_ ("It sounds like %s but for the tones"),
    [YUTU_NAME_LOOKS_ALIKE] = N_ ("It is easily taken for %s"),
    [YUTU_NAME_NOT_HAN] = N_ ("“%s” are no Chinese characters"),
    [YUTU_NAME_NOT_STANDARD] = N_ ("“%s” is not in the table of standard characters"),
    [YUTU_NAME_RARE] = N_ ("“%s” is rare: third level of the table of standard characters"),
    [YUTU_NAME_TRADITIONAL] = N_ ("“%s” is a traditional form or a variant"),
    [YUTU_NAME_LEADER] = N_ ("“%s” is the name of a leader of the state"),
    [YUTU_NAME_PERSON] = N_ ("“%s” may be a person's name"),
    [YUTU_NAME_FOREIGN] = N_ ("“%s” is a foreign name or word"),
    [YUTU_NAME_COMPANY] = N_ ("“%s” is a company or a brand"),
    [YUTU_NAME_INFLATED] = N_ ("“%s” claims more than the place is"),
    [YUTU_NAME_UNHEALTHY] = N_ ("“%s” may be vulgar or feudal"),
    [YUTU_NAME_FAMOUS] = N_ ("“%s” is a famous place that reaches beyond the division"),
    [YUTU_NAME_BEYOND] = N_ ("It has the name of %s, which is not all in the division"),
    [YUTU_NAME_NO_GENERIC] = N_ ("No generic term says what it is"),
    [YUTU_NAME_TOO_SMALL] = N_ ("Too small for “%s”"),
    [YUTU_NAME_SIZE_NOT_STATED] = N_ ("What “%s” asks for has to be stated"),
    [YUTU_NAME_BIG_ENOUGH] = N_ ("“%s” fits its size"),
    [YUTU_NAME_STACKED] = N_ ("“%s” are two generic terms, one upon the other"),
    [YUTU_NAME_NOT_LOCAL] = N_ ("No place near by is named %s"),
    [YUTU_NAME_LENGTH] = N_ ("The proper name %s, or the whole name, is shorter or longer than advised"),
    [YUTU_NAME_ORDINAL] = N_ ("%s is nothing but a number"),
    [YUTU_NAME_DIRECTION] = N_ ("%s lies on the side that this name says"),
    [YUTU_NAME_SERIES] = N_ ("%s is of the same series and has another generic term"),
    [YUTU_NAME_OTHER_NAME] = N_ ("What stands there is named %s already"),
    [YUTU_NAME_ABOLISHED] = N_ ("The name %s was given up not long ago"),
  };

  if (self->is_unusual)
    return self->breach == YUTU_NAME_SAME_SOUND ? N_ ("By an unusual reading alone it sounds like %s")
                                                : N_ ("By an unusual reading alone it sounds like %s but for the tones");
  return sentences[self->breach];
}

#define MAX_REACHED 6 /* units named in one sentence */

/* Where else a natural feature lies; NULL: nowhere that is known. */
static char *
join_reached (const YutuNameFinding *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = g_strv_length (self->reached);

  for (guint i = 0; i < MIN (n, MAX_REACHED); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", self->reached[i]);
  if (n > MAX_REACHED)
    {
      /* Translators: names of divisions, and how many there are with others */
      g_autofree char *all = g_strdup_printf (_ ("%s and others, %u in all"), names->str, n);

      g_string_assign (names, all);
    }
  if (self->is_outside)
    g_string_append_printf (names, "%s%s", n > 0 ? _ (", ") : "", _ ("land outside of the file's divisions"));
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

char *
yutu_name_finding_dup_text (const YutuNameFinding *self)
{
  const char      *subject = self->rival_name != NULL ? self->rival_name : self->detail != NULL ? self->detail
                                                                                                : "";
  g_autofree char *reached = self->reached != NULL ? join_reached (self) : NULL;
  g_autofree char *text = NULL;
  char             day[YUTU_DAY_TEXT_SIZE];

  if (self->breach == YUTU_NAME_NO_GENERIC)
    return g_strdup (_ (sentence_of (self)));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (_ (sentence_of (self)), subject);
#pragma GCC diagnostic pop
  if (self->tests != NULL)
    {
      g_autofree char *tests = yutu_name_tests_dup_text (self->tests);

      /* Translators: what is to be said of the generic term, and the figures */
      return g_strdup_printf (C_ ("generic term, figures", "%s. %s"), text, tests);
    }
  if (reached != NULL) /* Translators: which is not all in the division, and on what other land it lies */
    return g_strdup_printf (_ ("%s: it lies in %s, too"), text, reached);
  if (self->rival_from == YUTU_DAY_INVALID)
    return g_steal_pointer (&text);
  /* Translators: what is wrong with the name, and from what day on another one is in use */
  return g_strdup_printf (_ ("%s (from %s on)"), text, yutu_day_format (self->rival_from, day));
}
