/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-class.h"

#include <string.h>

#include "base/yutu-data.h"

typedef struct
{
  GPtrArray *classes; /* char *, NULL-terminated */
  GPtrArray *terms;   /* GStrv, one a class */
} Classes;

static Classes *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/place-classes.csv", &error);
  Classes *self = g_new0 (Classes, 1);
  g_auto (GStrv) lines = NULL;

  self->classes = g_ptr_array_new ();
  self->terms = g_ptr_array_new ();
  if (bytes == NULL)
    g_warning ("%s", error->message);
  lines = g_strsplit (bytes != NULL ? g_bytes_get_data (bytes, NULL) : "", "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_strchomp (lines[i]), ",", 2);

      if (*lines[i] == '#' || g_strv_length (fields) != 2 || g_str_equal (fields[0], "class"))
        continue;
      g_ptr_array_add (self->classes, g_strdup (fields[0]));
      g_ptr_array_add (self->terms, g_strsplit (fields[1], " ", -1));
    }
  g_ptr_array_add (self->classes, NULL);
  return self;
}

static const Classes *
get_classes (void)
{
  static gsize    once = 0;
  static Classes *classes = NULL;

  if (g_once_init_enter (&once))
    {
      classes = load ();
      g_once_init_leave (&once, 1);
    }
  return classes;
}

const char *const *
yutu_place_classes_list (void)
{
  return (const char *const *)get_classes ()->classes->pdata;
}

const char *
yutu_place_class_guess (const char *name)
{
  const Classes *classes = get_classes ();
  const char    *best = NULL;
  gsize          longest = 0;

  for (guint i = 0; i < classes->terms->len; i++)
    {
      char **terms = g_ptr_array_index (classes->terms, i);

      for (gsize k = 0; terms[k] != NULL; k++)
        if (strlen (terms[k]) > longest && strlen (terms[k]) < strlen (name) &&
            g_str_has_suffix (name, terms[k]))
          {
            best = g_ptr_array_index (classes->classes, i);
            longest = strlen (terms[k]);
          }
    }
  return best;
}
