/* SPDX-License-Identifier: MIT */
/*
 * The list of system calls as a classic BPF program, see seccomp(2). Only
 * the low half of an argument is looked at where the kernel takes an int.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/mem.h"

#include "worker/sandbox.h"

#if defined(__x86_64__)
#define FILTER_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define FILTER_ARCH AUDIT_ARCH_AARCH64
#endif

#ifndef FILTER_ARCH

int
sandbox_filter(void)
{
	return -1;
}

int
sandbox_filter_seeing(void)
{
	return -1;
}

#else

#define X32_BIT 0x40000000u
/* From here on madvise() is for the administrator: MADV_HWPOISON. */
#define MADV_PRIVILEGED 100u

#define LOAD(field) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define KEEP(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (bits))
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define PASS BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/* The next statement is run if the condition holds, else skipped. */
#define IF(op, value) BPF_JUMP(BPF_JMP | (op) | BPF_K, (value), 0, 1)
#define IF_NOT(op, value) BPF_JUMP(BPF_JMP | (op) | BPF_K, (value), 1, 0)
/* The next count statements belong to this call. */
#define CALL(number, count) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, (count))
#define ALLOW(number) CALL(number, 1), PASS
#define FORBID(number) CALL(number, 1), KILL

static int
install(struct sock_filter *filter, size_t count)
{
	const struct sock_fprog program = {
		.len = (unsigned short)count,
		.filter = filter,
	};

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) == 0
	    ? 0 : -1;
}

int
sandbox_filter(void)
{
	const unsigned self = (unsigned)getpid();
	struct sock_filter filter[] = {
		LOAD(arch),
		IF_NOT(BPF_JEQ, FILTER_ARCH), KILL,
		LOAD(nr),
#if defined(__x86_64__)
		IF(BPF_JGE, X32_BIT), KILL,
#endif
		ALLOW(SYS_read),
		ALLOW(SYS_write),
		ALLOW(SYS_writev),
		ALLOW(SYS_brk),
		ALLOW(SYS_munmap),
		ALLOW(SYS_mremap),
		ALLOW(SYS_clock_gettime),
		ALLOW(SYS_gettimeofday),
		ALLOW(SYS_getpid),
		ALLOW(SYS_gettid),
		ALLOW(SYS_rt_sigreturn),
		ALLOW(SYS_exit),
		ALLOW(SYS_exit_group),
		/* Memory of its own, that cannot be run. */
		CALL(SYS_mmap, 7),
		LOAD(args[2]), IF(BPF_JSET, PROT_EXEC), KILL,
		LOAD(args[3]), IF_NOT(BPF_JSET, MAP_ANONYMOUS), KILL, PASS,
		CALL(SYS_madvise, 4),
		LOAD(args[2]), IF(BPF_JGE, MADV_PRIVILEGED), KILL, PASS,
		/* pthread_once() wakes; the rarer operations are a risk. */
		CALL(SYS_futex, 5),
		LOAD(args[1]), KEEP((unsigned)FUTEX_CMD_MASK),
		IF(BPF_JGT, FUTEX_WAKE), KILL, PASS,
		/* The clock of its CPU time, see worker/serve.c. */
		CALL(SYS_setitimer, 4),
		LOAD(args[0]), IF_NOT(BPF_JEQ, ITIMER_PROF), KILL, PASS,
		/* What abort() does, so that it ends as such. */
		CALL(SYS_rt_sigprocmask, 4),
		LOAD(args[0]), IF_NOT(BPF_JEQ, SIG_UNBLOCK), KILL, PASS,
		CALL(SYS_tgkill, 7),
		LOAD(args[0]), IF_NOT(BPF_JEQ, self), KILL,
		LOAD(args[2]), IF_NOT(BPF_JEQ, SIGABRT), KILL, PASS,
		KILL,
	};

	return install(filter, ARRAY_COUNT(filter));
}

/*
 * What such libraries call differs between their versions, so this names
 * what is never to be: sockets, programs, processes, other processes'
 * memory, and the parts of the kernel that no picture needs. Threads stay.
 * Some of it is asked for and can be done without: that gets an error.
 */
int
sandbox_filter_seeing(void)
{
	struct sock_filter filter[] = {
		LOAD(arch),
		IF_NOT(BPF_JEQ, FILTER_ARCH), KILL,
		LOAD(nr),
#if defined(__x86_64__)
		IF(BPF_JGE, X32_BIT), KILL,
		FORBID(SYS_fork), FORBID(SYS_vfork),
#endif
		FORBID(SYS_socket), FORBID(SYS_socketpair),
		FORBID(SYS_connect), FORBID(SYS_bind), FORBID(SYS_listen),
		FORBID(SYS_execve), FORBID(SYS_execveat),
		FORBID(SYS_ptrace), FORBID(SYS_process_vm_readv),
		FORBID(SYS_process_vm_writev), FORBID(SYS_pidfd_getfd),
		FORBID(SYS_kill), FORBID(SYS_tkill),
		FORBID(SYS_bpf), FORBID(SYS_io_uring_setup),
		FORBID(SYS_userfaultfd), FORBID(SYS_perf_event_open),
		FORBID(SYS_keyctl), FORBID(SYS_add_key),
		FORBID(SYS_request_key), FORBID(SYS_mount),
		FORBID(SYS_unshare), FORBID(SYS_setns),
		FORBID(SYS_shmget), FORBID(SYS_msgget), FORBID(SYS_semget),
		/* The C library then uses clone(), whose flags can be seen. */
		CALL(SYS_clone3, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		CALL(SYS_clone, 4),
		LOAD(args[0]), IF_NOT(BPF_JSET, CLONE_THREAD), KILL, PASS,
		PASS,
	};

	return install(filter, ARRAY_COUNT(filter));
}

#endif
