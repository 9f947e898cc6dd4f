/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the naming rules say of a name, for its filing sheet: as its case kept it; else, of a name that was recorded
 * without one, that no review is on file, and what the rules say on the day of writing. */

#include "session/yutu-name-papers-private.h"

#include "division/yutu-division.h"
#include "gazetteer/yutu-name-rules.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-paper-form.h"

/* "" when nothing is kept. */
static gboolean
read_kept (YutuConnection *connection,
           gint64          place,
           GString        *text,
           GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT json_extract (p.fields, '$.rule_check.on'), json_extract (f.value, '$.rule'), json_extract (f.value, "
    "'$.message') FROM place_name p LEFT JOIN json_each (p.fields, '$.rule_check.findings') f WHERE p.id = ?1 AND "
    "json_extract (p.fields, '$.rule_check.on') IS NOT NULL",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  while (TRUE)
    {
      const char *rule = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      rule = (const char *)sqlite3_column_text (row, 1);
      if (text->len == 0)
        {
          g_autofree char *on = yutu_paper_format_day ((const char *)sqlite3_column_text (row, 0));

          g_string_append_printf (text, "%s%s", on != NULL ? on : "", rule != NULL ? "审查：" : "审查，未发现不合规则之处");
        }
      if (rule != NULL)
        g_string_append_printf (text, "%s %s；", rule, (const char *)sqlite3_column_text (row, 2));
    }
}

static gboolean
read_figures (YutuConnection   *connection,
              YutuNameQuestion *question,
              GError          **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT fields FROM place_name WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, question->except);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  yutu_name_figures_read_text (found ? (const char *)sqlite3_column_text (row, 0) : NULL, question->figures);
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
check_now (YutuConnection      *connection,
           const YutuPlaceName *name,
           YutuDay              day,
           GString             *text,
           GError             **error)
{
  YutuNameQuestion question = { .name = name->name,
                                .name_class = name->name_class,
                                .division = name->division,
                                .except = name->id,
                                .day = day,
                                .has_point = name->has_point,
                                .point = name->point,
                                .shape = name->shape };
  char             today[YUTU_DAY_TEXT_SIZE];
  g_autofree char *on = yutu_paper_format_day (yutu_day_format (day, today));
  g_autoptr (YutuNameIndex) index = yutu_name_index_load (connection, yutu_division_read_area, error);
  g_autoptr (GPtrArray) findings = NULL;
  guint n_told = 0;

  if (index == NULL || !read_figures (connection, &question, error))
    return FALSE;
  findings = yutu_name_index_check (index, &question);
  g_string_append_printf (text, "无审查记录；%s按命名规则核对", on);
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuNameFinding *finding = findings->pdata[i];
      g_autofree char       *words = yutu_name_finding_dup_text (finding);

      if (finding->is_met)
        continue;
      g_string_append_printf (text, "%s%s %s；", n_told == 0 ? "：" : "", finding->rule, words);
      n_told++;
    }
  if (n_told == 0)
    g_string_append (text, "，未发现不合规则之处");
  return TRUE;
}

char *
yutu_name_papers_dup_rules (YutuConnection      *connection,
                            const YutuPlaceName *name,
                            YutuDay              day,
                            GError             **error)
{
  gboolean is_past = name->valid_from < name->valid_to && name->valid_to <= day;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_kept (connection, name->id, text, error))
    return NULL;
  if (text->len == 0 && is_past)
    g_string_append (text, "无审查记录");
  else if (text->len == 0 && !check_now (connection, name, day, text, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
