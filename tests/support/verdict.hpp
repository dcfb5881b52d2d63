// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

/// What a check says of a program: pass, fail, skip, waits, or that the grader itself erred.
///
/// A check is a TEST_CASE whose body is judge(): it states once what matters (Facts), runs the
/// program, and states what it expects. The first expectation that does not hold ends it.
namespace support {

struct Facts {
    std::string id;                  ///< "04.propagation": chapter and property.
    std::vector<std::string> after;  ///< The checks without which this one means nothing.
    std::string why;                 ///< Why it matters, for somebody who failed it.
    std::string where;               ///< The lesson's heading and the man page.
};

/// Judges one property of the program under test, and tells Catch2 and the report.
void judge(const Facts& facts, const std::function<void()>& body);

/// The chapter whose promise is being judged, 0 for what all chapters promise; none in a
/// program that makes no checks.
std::optional<int> judged_chapter();

/// An expectation that did not hold. `kind` names the form: "fail", "crash", "hang", "exception",
/// "not written".
struct Unmet : std::runtime_error {
    Unmet(std::string form, std::string seen, std::string wanted)
        : std::runtime_error{seen},
          kind{std::move(form)},
          observed{std::move(seen)},
          expected{std::move(wanted)} {}
    std::string kind, observed, expected;
};

/// A check that cannot be made here, with the reason.
struct Skipped : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws Unmet unless `holds`.
void expect(bool holds, const std::string& observed, const std::string& expected);

/// expect_equal() of two texts.
void expect_same_text(const std::string& what, const std::string& observed,
                      const std::string& expected);

/// Throws Unmet unless both are equal; `what` names the thing, "the exit status".
template <typename Observed, typename Expected>
void expect_equal(const std::string& what, const Observed& observed, const Expected& expected) {
    if constexpr (std::is_convertible_v<Observed, std::string>)
        expect_same_text(what, observed, expected);
    else
        expect(observed == expected, fmt::format("{} is {}", what, observed),
               fmt::format("it is {}", expected));
}

/// Throws Unmet unless `text` has `part` in it.
void expect_contains(const std::string& what, const std::string& text, const std::string& part);
/// Throws Unmet if `text` has `part` in it.
void expect_lacks(const std::string& what, const std::string& text, const std::string& part);

/// What to type to see the same: set by the program's last start, shown with a failure. Empty if
/// only the check itself can do it again.
void reproduce_with(const std::string& command);

/// What the program under test said on stderr, which a failure shows.
void remember_stderr(const std::string& text);

/// Holds the directory of the program's last start until the check has ended: see Run::keep.
void hold(std::shared_ptr<TemporaryDirectory> directory);

/// What is asked of this run of the checks.
struct Run {
    std::string report;  ///< A file that gets one JSON object a line: id, verdict, observed, ...
    std::string only;    ///< The id of the one check to make; all if empty.
    bool list = false;   ///< Report the checks, with verdict "listed", and make none.
    bool keep = false;   ///< Leave the first failed check's directory, if its `reproduce` names it.
};
void set_run(const Run& run);

/// A line of the report of a TEST_CASE that is no judge(): see plain_cases.cpp. `reason` says why
/// it was skipped, or what was observed.
void report_case(const std::string& name, const std::string& verdict, const std::string& reason);
/// How often judge() has been called.
int judges();

/// True if every check of this run was skipped: ctest's SKIP_RETURN_CODE tells it apart.
bool all_skipped();

}  // namespace support
