// SPDX-License-Identifier: MIT
//
// files TAR FOLDER: writes the files of a tar file (ustar; names of any length in GNU's way or
// pax's) into a folder, and nothing else: no owners, no times, no permissions, no doubts. What the
// kernel alone takes for the files of an image.
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct header { char name[100], mode[24], size[12], time[20], type, link[100], magic[88], prefix[155]; };

static char path[4096 + 256], link_target[4096];
static int has_path, has_target;  // from an extended header before the entry's own

static void must(long result) { if (result == -1) err(125, "%s", path); }

static void keep(char *to, const char *from, size_t size) {
    if (size >= 4096) errx(125, "a name is too long");
    memcpy(to, from, size);
    to[size] = 0;
}

// pax: lines of "LENGTH NAME=VALUE\n" (tar(5)).
static void read_pax(const char *line, const char *end) {
    for (unsigned long size; line < end && (size = strtoul(line, 0, 10)); line += size) {
        const char *name = strchr(line, ' ') + 1, *value = strchr(name, '=') + 1;
        const size_t length = (size_t)(line + size - 1 - value);
        if (!strncmp(name, "path=", 5)) keep(path, value, length), has_path = 1;
        if (!strncmp(name, "linkpath=", 9)) keep(link_target, value, length), has_target = 1;
    }
}

static void write_file(const char *content, size_t size) {
    const int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    must(file);
    for (ssize_t done; size > 0; content += done, size -= (size_t)done)
        must(done = write(file, content, size));
    must(close(file));
}

static void make(const struct header *header, const char *content, size_t size) {
    if (!has_path) {
        const int split = !strncmp(header->magic, "ustar", 6) && header->prefix[0];
        snprintf(path, sizeof path, "%.155s%s%.100s", split ? header->prefix : "", split ? "/" : "",
                 header->name);
    }
    if (!has_target) keep(link_target, header->link, strnlen(header->link, 100));
    has_path = has_target = 0;
    switch (header->type) {
        case '0': case 0: write_file(content, size); break;
        case '1': must(link(link_target, path)); break;
        case '2': must(symlink(link_target, path)); break;
        case '5': if (mkdir(path, 0755) == -1 && errno != EEXIST) must(-1); break;
        default: break;  // devices
    }
}

int main(int argc, char **argv) {
    const int tar = argc == 3 ? open(argv[1], O_RDONLY) : -1;
    must(tar);
    struct stat info;
    must(fstat(tar, &info));
    const char *at = mmap(0, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, tar, 0);
    if (at == MAP_FAILED) err(125, "%s", argv[1]);
    must(chdir(argv[2]));
    for (const char *end = at + info.st_size; at < end && *at;) {
        const struct header *header = (const struct header *)at;
        const char *content = at + 512;
        const size_t size = strtoul(header->size, 0, 8);
        switch (header->type) {
            case 'L': keep(path, content, strnlen(content, size)), has_path = 1; break;
            case 'K': keep(link_target, content, strnlen(content, size)), has_target = 1; break;
            case 'x': read_pax(content, content + size); break;
            case 'g': break;
            default: make(header, content, size);
        }
        at = content + (size + 511) / 512 * 512;
    }
}
