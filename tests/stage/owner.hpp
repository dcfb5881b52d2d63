// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <string>

/// Names that tell who made a thing, so that others can tell whether its maker still lives.
namespace stage {

/// "workbook-stage-PIDNS-PID-START" for the calling process. PID and start time together are never
/// used again; both mean something in one PID namespace only, which PIDNS is the inode of.
std::string name_of_mine();

/// What a name says about the one who made a thing.
enum class Owner {
    none,     ///< It is no name of ours.
    unknown,  ///< Lives in another PID namespace, or has lived there.
    alive,
    gone,
};
Owner owner_of(const std::string& name);

}  // namespace stage
