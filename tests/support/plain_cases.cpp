// SPDX-License-Identifier: MIT
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include "support/plain_cases.hpp"

#include "support/catch.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace support {
namespace {

bool listening = false;

/// What Catch2 itself would say of it, in fewer lines.
std::string shown(const Catch::AssertionStats& stats) {
    const auto& result = stats.assertionResult;
    const auto place = result.getSourceInfo();
    auto text = fmt::format("{}:{}: ", place.file, place.line);
    if (result.hasExpression())
        text +=
            fmt::format("{}\nis {}", result.getExpressionInMacro(), result.getExpandedExpression());
    if (result.hasMessage()) text += static_cast<std::string>(result.getMessage());
    for (const auto& info : stats.infoMessages) text += "\nwith " + info.message;
    return text + "\n";
}

class PlainCases : public Listener {
public:
    using Listener::Listener;

    void testCaseStarting(const Catch::TestCaseInfo& test) override {
        Listener::testCaseStarting(test);
        before_ = judges();
        skipped_.clear();
        observed_.clear();
    }

    Heard assertionEnded(const Catch::AssertionStats& stats) override {
        constexpr std::string_view skipped = "skipped: ";
        const auto& result = stats.assertionResult;
        if (!result.isOk()) observed_ += shown(stats);
        if (result.getResultType() == Catch::ResultWas::Warning)
            if (const auto said = static_cast<std::string>(result.getMessage());
                said.starts_with(skipped))
                skipped_ = said.substr(skipped.size());
        return Listener::assertionEnded(stats);
    }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        const auto name = Catch::getResultCapture().getCurrentTestName();
        if (listening && judges() == before_) {
            if (!skipped_.empty())
                report_case(name, "skip", skipped_);
            else
                report_case(name, observed_.empty() ? "pass" : "fail", observed_);
        }
        Listener::testCaseEnded(stats);
    }

private:
    int before_ = 0;  ///< judges()
    std::string skipped_, observed_;
};

CATCH_REGISTER_LISTENER(PlainCases)

}  // namespace

void listen() {
    listening = true;
}

}  // namespace support
