/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A new file with a small invented county: units written straight into division, since this room
 * does not know the one that owns them. */
#pragma once

#include "gazetteer/yutu-gazetteer-write.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  char      *folder;
  char      *path;
  YutuStore *store;
} Fixture;

typedef struct
{
  int         level;
  const char *type;
  const char *name;
  const char *proper_name;
  const char *generic_term;
  const char *pinyin;
  const char *code;
  gint64      parent;
  const char *valid_from;
  const char *valid_to; /* NULL: open */
} UnitSpec;

void fixture_set_up (Fixture      *self,
                     gconstpointer data);
void fixture_tear_down (Fixture      *self,
                        gconstpointer data);
void fixture_write (Fixture      *self,
                    YutuWriteFunc func,
                    gpointer      data,
                    gboolean      bulk);
void fixture_read (Fixture     *self,
                   YutuReadFunc func,
                   gpointer     data);
/* In a write. */
gint64 fixture_add_unit (YutuConnection *connection,
                         const UnitSpec *spec);
gint64 fixture_add_place (YutuConnection *connection,
                          const char     *name,
                          const char     *name_class,
                          gint64          division);
gint64 fixture_get_int (YutuConnection *connection,
                        const char     *sql);
/* Rows of @sql as text, a line a row. */
char *fixture_dump (YutuConnection *connection,
                    const char     *sql);

G_END_DECLS
