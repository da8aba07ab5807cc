/* The least an import can cost: only the inserts, of the same rows, in the same order, into the same table.

     insert_only LIBSQLITE3 LEDGER NEW_FILE

   Reads the table `heartbeat` of a finished ledger into memory, then times begin, inserts of eight rows a statement and
   commit into a new file, and prints "insert-seconds: N.NNN". The library is the one the ledger was made with, opened at
   run time, so that no headers are needed. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OK = 0, ROW = 100, DONE = 101, NULL_TYPE = 5, READ_ONLY = 1, READ_WRITE_CREATE = 6, ROWS_A_STATEMENT = 8, MAX_COLUMNS = 32 };

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

static int (*open_v2)(const char *, sqlite3 **, int, const char *);
static int (*close_v2)(sqlite3 *);
static int (*exec)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
static int (*prepare_v2)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
static int (*step)(sqlite3_stmt *);
static int (*reset)(sqlite3_stmt *);
static int (*finalize)(sqlite3_stmt *);
static int (*bind_int64)(sqlite3_stmt *, int, int64_t);
static int (*bind_null)(sqlite3_stmt *, int);
static int (*column_count)(sqlite3_stmt *);
static int (*column_type)(sqlite3_stmt *, int);
static int64_t (*column_int64)(sqlite3_stmt *, int);
static const unsigned char *(*column_text)(sqlite3_stmt *, int);
static const char *(*errmsg)(sqlite3 *);

static void fail(const char *what, sqlite3 *db) {
    fprintf(stderr, "insert_only: %s: %s\n", what, db ? errmsg(db) : "");
    exit(1);
}

static void load_library(const char *path) {
    /* The library calls log() and the like without naming the library they are in. */
    dlopen("libm.so.6", RTLD_NOW | RTLD_GLOBAL);
    void *library = dlopen(path, RTLD_NOW);
    if (!library) { fprintf(stderr, "insert_only: %s\n", dlerror()); exit(1); }
    struct { const char *name; void *slot; } wanted[] = {
        {"sqlite3_open_v2", &open_v2}, {"sqlite3_close_v2", &close_v2}, {"sqlite3_exec", &exec},
        {"sqlite3_prepare_v2", &prepare_v2}, {"sqlite3_step", &step}, {"sqlite3_reset", &reset},
        {"sqlite3_finalize", &finalize}, {"sqlite3_bind_int64", &bind_int64}, {"sqlite3_bind_null", &bind_null},
        {"sqlite3_column_count", &column_count}, {"sqlite3_column_type", &column_type},
        {"sqlite3_column_int64", &column_int64}, {"sqlite3_column_text", &column_text},
        {"sqlite3_errmsg", &errmsg},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *symbol = dlsym(library, wanted[i].name);
        if (!symbol) { fprintf(stderr, "insert_only: no %s in %s\n", wanted[i].name, path); exit(1); }
        memcpy(wanted[i].slot, &symbol, sizeof symbol);
    }
}

static sqlite3 *opened(const char *path, int flags) {
    sqlite3 *db;
    if (open_v2(path, &db, flags, NULL) != OK) fail(path, db);
    return db;
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement;
    if (prepare_v2(db, sql, -1, &statement, NULL) != OK) fail(sql, db);
    return statement;
}

static void execute(sqlite3 *db, const char *sql) {
    if (exec(db, sql, NULL, NULL, NULL) != OK) fail(sql, db);
}

static char *schema_of_heartbeat(sqlite3 *ledger) {
    sqlite3_stmt *statement = prepared(ledger, "select sql from sqlite_master where type = 'table' and name = 'heartbeat'");
    if (step(statement) != ROW) fail("no table heartbeat in the ledger", NULL);
    char *sql = strdup((const char *)column_text(statement, 0));
    finalize(statement);
    return sql;
}

/* Rows lie one after another, `columns` numbers each; `is_null` runs beside them. */
static int64_t *values;
static char *is_null;
static size_t rows;
static int columns;

static void read_rows(sqlite3 *ledger) {
    sqlite3_stmt *count = prepared(ledger, "select count(*) from heartbeat");
    if (step(count) != ROW) fail("count", ledger);
    size_t expected = (size_t)column_int64(count, 0);
    finalize(count);
    sqlite3_stmt *all = prepared(ledger, "select * from heartbeat");
    columns = column_count(all);
    if (columns > MAX_COLUMNS) fail("too many columns", NULL);
    values = malloc(expected * (size_t)columns * sizeof *values);
    is_null = malloc(expected * (size_t)columns);
    if (expected && (!values || !is_null)) fail("out of memory", NULL);
    for (; rows < expected && step(all) == ROW; rows++)
        for (int column = 0; column < columns; column++) {
            size_t at = rows * (size_t)columns + (size_t)column;
            is_null[at] = column_type(all, column) == NULL_TYPE;
            values[at] = column_int64(all, column);
        }
    finalize(all);
}

static sqlite3_stmt *insert_of(sqlite3 *db, int count) {
    static char sql[64 + ROWS_A_STATEMENT * (MAX_COLUMNS * 2 + 3)];
    char *end = sql + sprintf(sql, "insert into heartbeat values ");
    for (int row = 0; row < count; row++) {
        end += sprintf(end, row ? ",(" : "(");
        for (int column = 0; column < columns; column++) end += sprintf(end, column ? ",?" : "?");
        end += sprintf(end, ")");
    }
    return prepared(db, sql);
}

static void insert(sqlite3 *db, sqlite3_stmt *statement, size_t first, int count) {
    size_t at = first * (size_t)columns;
    for (int parameter = 1; parameter <= count * columns; parameter++, at++)
        if (is_null[at]) bind_null(statement, parameter);
        else bind_int64(statement, parameter, values[at]);
    if (step(statement) != DONE) fail("insert", db);
    reset(statement);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 4) { fprintf(stderr, "usage: insert_only LIBSQLITE3 LEDGER NEW_FILE\n"); return 2; }
    load_library(argv[1]);
    sqlite3 *ledger = opened(argv[2], READ_ONLY);
    char *schema = schema_of_heartbeat(ledger);
    read_rows(ledger);
    close_v2(ledger);

    sqlite3 *db = opened(argv[3], READ_WRITE_CREATE);
    execute(db, "pragma journal_mode = truncate");
    execute(db, "pragma synchronous = full");
    execute(db, "pragma cache_size = -8000");
    execute(db, schema);
    double start = seconds();
    execute(db, "begin");
    sqlite3_stmt *eight = insert_of(db, ROWS_A_STATEMENT), *one = insert_of(db, 1);
    size_t row = 0;
    for (; row + ROWS_A_STATEMENT <= rows; row += ROWS_A_STATEMENT) insert(db, eight, row, ROWS_A_STATEMENT);
    for (; row < rows; row++) insert(db, one, row, 1);
    execute(db, "commit");
    double took = seconds() - start;
    finalize(eight);
    finalize(one);
    close_v2(db);
    printf("rows: %zu\ninsert-seconds: %.3f\n", rows, took);
    return 0;
}
