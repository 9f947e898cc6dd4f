/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-wording.h"

static const char *
get_param (const char *const *params,
           guint              number)
{
  for (guint i = 0; params != NULL && params[i] != NULL; i++)
    if (i + 1 == number)
      return params[i];
  return "?";
}

char *
yutu_wording_fill (const char        *wording,
                   const char *const *params)
{
  GString *text = g_string_new (NULL);

  for (const char *at = wording; *at != '\0'; at++)
    if (at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}')
      {
        g_string_append (text, get_param (params, (guint)(at[1] - '0')));
        at += 2;
      }
    else
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}
