# SPDX-License-Identifier: MIT
#
# sh -eu programs.sh, in a container of Debian with a network
#
# Programs that use more of the kernel than most do what they are for, under the filter of system
# calls (chapter 09) that every container has. Each line it prints is one that has worked.
export DEBIAN_FRONTEND=noninteractive

grep -q '^Seccomp:.*2$' /proc/self/status || {
    echo 'there is no filter here'
    exit 1
}

mkdir -p /usr/share/man/man1  # where Java wants to add a page, and our Debian has none
apt-get update -qq
apt-get install -qq --no-install-recommends -o Dpkg::Options::=--force-unsafe-io \
    gcc libc6-dev python3 nodejs default-jre-headless busybox-static strace >/tmp/apt 2>&1 || {
    tail /tmp/apt
    exit 1
}
echo apt

mkdir -p /tmp/package/DEBIAN /tmp/package/usr/share/local-package
printf '%s\n' 'Package: local-package' 'Version: 1' 'Architecture: all' 'Maintainer: nobody' \
    'Description: of this test' >/tmp/package/DEBIAN/control
echo works >/tmp/package/usr/share/local-package/file
dpkg-deb --build /tmp/package /tmp/package.deb >/dev/null
dpkg -i /tmp/package.deb >/dev/null
grep -q works /usr/share/local-package/file
dpkg --purge local-package >/dev/null
echo dpkg

cat >/tmp/threads.c <<'END'
#include <pthread.h>
#include <stdio.h>
static int sum;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void* add(void* number) {
    pthread_mutex_lock(&lock);
    sum += *(int*)number;
    pthread_mutex_unlock(&lock);
    return 0;
}
int main() {
    pthread_t threads[8];
    int numbers[8];
    for (int i = 0; i < 8; ++i) numbers[i] = i;
    for (int i = 0; i < 8; ++i) pthread_create(&threads[i], 0, add, &numbers[i]);
    for (int i = 0; i < 8; ++i) pthread_join(threads[i], 0);
    return sum == 28 ? 0 : 1;
}
END
gcc -O2 -pthread -o /tmp/threads /tmp/threads.c
/tmp/threads
echo gcc

python3 - <<'END'
import concurrent.futures, multiprocessing, subprocess, tempfile, threading

with concurrent.futures.ThreadPoolExecutor(8) as pool:
    assert sum(pool.map(lambda x: x * x, range(100))) == 328350
assert subprocess.run(["sh", "-c", "echo $0", "said"], capture_output=True).stdout == b"said\n"
with multiprocessing.Pool(4) as pool:
    assert pool.map(abs, [-1, -2, -3]) == [1, 2, 3]
with tempfile.TemporaryFile() as file:
    file.write(b"x")
END
echo python3

node -e '
const { Worker } = require("worker_threads");
const { execFileSync } = require("child_process");
if (execFileSync("echo", ["said"]).toString() !== "said\n") process.exit(1);
const worker = new Worker("require(\"worker_threads\").parentPort.postMessage(6 * 7)", { eval: true });
worker.on("message", (answer) => {
    require("fs").promises.readFile("/etc/hostname").then(() => process.exit(answer === 42 ? 0 : 1));
});'
echo node

for collector in Serial Parallel G1; do
    java -XX:+Use${collector}GC --list-modules | grep -q '^java.base'
done
echo java

busybox sh -c 'busybox seq 1000 | busybox sort -n | busybox tail -n 1 | busybox grep -q 1000'
busybox tar -cf - /etc/passwd 2>/dev/null | busybox gzip | busybox gunzip | busybox tar -tf - >/dev/null
busybox timeout 10 busybox dd if=/dev/zero of=/tmp/zeros bs=64k count=16 2>/dev/null
echo busybox

# A debugger traces what it has started itself.
strace -f -o /tmp/calls /tmp/threads
grep -q 'exited with 0' /tmp/calls
echo strace
