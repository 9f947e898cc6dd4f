/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-module.h"

#include <glib/gi18n.h>
#include "casework/yutu-module-private.h"

#include <string.h>

#include "base/yutu-data.h"

G_DEFINE_QUARK (yutu_casework_error, yutu_casework_error)

gboolean
yutu_casework_fail (GError          **error,
                    YutuCaseworkError code,
                    const char       *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, code, message);
  return FALSE;
}

const char *
yutu_title_get (const YutuTitle *self)
{
  const char *const *languages = g_get_language_names ();

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      if (g_str_has_prefix (languages[i], "zh"))
        return self->zh_cn;
      if (g_str_has_prefix (languages[i], "en") || g_str_equal (languages[i], "C"))
        return self->en;
    }
  return self->en;
}

/* Ids, codes and the prefixes of case numbers must not meet in two files. */
static gboolean
check_unique (const YutuModules *self,
              GError           **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < yutu_modules_get_n (self); i++)
    {
      const YutuModule *module = yutu_modules_get (self, i);

      for (gsize k = 0; k <= module->n_kinds + 1; k++)
        {
          const char       *name = k == 0 ? module->id : k == 1 ? module->code
                                                                : module->kinds[k - 2].id;
          const char       *dot = strchr (name, '.');
          g_autofree char  *key = dot != NULL ? g_strndup (name, (gsize)(dot - name))
                                              : g_strdup (name);
          const YutuModule *owner = g_hash_table_lookup (owners, key);

          if (owner != NULL && owner != module)
            {
              g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION,
                           _ ("%s: \"%s\" is used by %s already; choose another id or code"),
                           module->file, key, owner->file);
              return FALSE;
            }
          g_hash_table_insert (owners, g_steal_pointer (&key), (gpointer)module);
        }
    }
  return TRUE;
}

/* The limits of classes that indicators name. */
static gboolean
load_classes (YutuModules *self,
              GError     **error)
{
  g_autoptr (GBytes) text = yutu_data_load ("rules/indicator-classes.json", error);
  g_autoptr (GError) parse_error = NULL;

  if (text == NULL)
    return FALSE;
  self->classes = json_parser_new_immutable ();
  if (json_parser_load_from_data (self->classes, g_bytes_get_data (text, NULL),
                                  (gssize)g_bytes_get_size (text), &parse_error))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION,
               "rules/indicator-classes.json: is no JSON (%s); correct it", parse_error->message);
  return FALSE;
}

YutuModules *
yutu_modules_new (const char *const *names,
                  GBytes *const     *texts,
                  gsize              n,
                  GError           **error)
{
  g_autoptr (YutuModules) self = g_new0 (YutuModules, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->memory = g_ptr_array_new_with_free_func (g_free);
  self->modules = g_array_new (FALSE, TRUE, sizeof (YutuModule));
  if (!load_classes (self, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (!yutu_modules_read_file (self, names[i], texts[i], error))
      return NULL;
  return check_unique (self, error) ? g_steal_pointer (&self) : NULL;
}

YutuModules *
yutu_modules_load (GError **error)
{
  g_auto (GStrv) files = yutu_data_list ("modules");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (gsize i = 0; files[i] != NULL; i++)
    {
      char   *path;
      GBytes *text;

      if (!g_str_has_suffix (files[i], ".json"))
        continue;
      path = g_strconcat ("modules/", files[i], NULL);
      g_ptr_array_add (names, path);
      text = yutu_data_load (path, error);
      if (text == NULL)
        return NULL;
      g_ptr_array_add (texts, text);
    }
  return yutu_modules_new ((const char *const *)names->pdata, (GBytes *const *)texts->pdata,
                           names->len, error);
}

YutuModules *
yutu_modules_ref (YutuModules *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_modules_unref (YutuModules *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->modules);
  g_ptr_array_unref (self->memory);
  g_clear_object (&self->classes);
  g_free (self);
}

gsize
yutu_modules_get_n (const YutuModules *self)
{
  return self->modules->len;
}

const YutuModule *
yutu_modules_get (const YutuModules *self,
                  gsize              index)
{
  g_return_val_if_fail (index < self->modules->len, NULL);
  return &g_array_index (self->modules, YutuModule, index);
}

const YutuModule *
yutu_modules_find (const YutuModules *self,
                   const char        *id)
{
  for (gsize i = 0; i < yutu_modules_get_n (self); i++)
    if (g_strcmp0 (yutu_modules_get (self, i)->id, id) == 0)
      return yutu_modules_get (self, i);
  return NULL;
}

const YutuCaseKind *
yutu_modules_find_kind (const YutuModules *self,
                        const char        *kind_id,
                        const YutuModule **module)
{
  for (gsize i = 0; i < yutu_modules_get_n (self); i++)
    {
      const YutuModule *candidate = yutu_modules_get (self, i);

      for (gsize k = 0; k < candidate->n_kinds; k++)
        if (g_strcmp0 (candidate->kinds[k].id, kind_id) == 0)
          {
            if (module != NULL)
              *module = candidate;
            return &candidate->kinds[k];
          }
    }
  return NULL;
}

const YutuRegister *
yutu_modules_find_register (const YutuModules *self,
                            const char        *full_id,
                            const YutuModule **module)
{
  for (gsize i = 0; i < yutu_modules_get_n (self); i++)
    {
      const YutuModule *candidate = yutu_modules_get (self, i);

      for (gsize r = 0; r < candidate->n_registers; r++)
        if (g_strcmp0 (candidate->registers[r].full_id, full_id) == 0)
          {
            if (module != NULL)
              *module = candidate;
            return &candidate->registers[r];
          }
    }
  return NULL;
}

const YutuRegister *
yutu_modules_find_object (const YutuModules *self,
                          const char        *full_id)
{
  for (gsize i = 0; i < yutu_modules_get_n (self); i++)
    {
      const YutuModule *candidate = yutu_modules_get (self, i);

      for (gsize k = 0; k < candidate->n_objects; k++)
        if (g_strcmp0 (candidate->objects[k].full_id, full_id) == 0)
          return &candidate->objects[k];
    }
  return NULL;
}

gsize
yutu_case_kind_find_state (const YutuCaseKind *self,
                           const char         *id)
{
  for (gsize i = 0; i < self->n_states; i++)
    if (g_strcmp0 (self->states[i].id, id) == 0)
      return i;
  return G_MAXSIZE;
}

const YutuTransition *
yutu_case_kind_find_transition (const YutuCaseKind *self,
                                const char         *id)
{
  for (gsize i = 0; i < self->n_transitions; i++)
    if (g_strcmp0 (self->transitions[i].id, id) == 0)
      return &self->transitions[i];
  return NULL;
}

gboolean
yutu_transition_leaves (const YutuTransition *self,
                        gsize                 state)
{
  for (gsize i = 0; i < self->n_from; i++)
    if (self->from[i] == state)
      return TRUE;
  return FALSE;
}

gboolean
yutu_transition_is_allowed (const YutuTransition *self,
                            const char           *role)
{
  static const struct
  {
    const char *needs;
    const char *roles[4];
  } table[] = {
    { "clerk", { "clerk", "township", "desk", NULL } },
    { "township", { "township", "desk", NULL } },
    { "desk", { "desk", NULL } },
    { "leader", { "leader", NULL } },
    { "planner", { "planner", "desk", NULL } },
  };

  for (gsize i = 0; role != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (self->role, table[i].needs))
      return g_strv_contains (table[i].roles, role);
  return FALSE;
}

const char *
yutu_role_get_title (const char *role)
{
  static const struct
  {
    const char *id;
    const char *title;
  } roles[] = {
    { "clerk", N_ ("the village clerk") },
    { "township", N_ ("the township officer") },
    { "desk", N_ ("the bureau's desk") },
    { "leader", N_ ("the leader in charge") },
    { "planner", N_ ("the planner of divisions and names") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].id, role) == 0)
      return _ (roles[i].title);
  return role != NULL ? role : "";
}
