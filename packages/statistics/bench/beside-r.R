# The operations of the bench in R's survey, on the panel that panel.ts wrote. Own code; synthetic data only.
#   Rscript beside-r.R panel.bin 5482
# Prints one line for each operation: its name, the seconds, and the numbers it gives, parted by tabs; then the peak memory in MB.
suppressPackageStartupMessages(library(survey))

given <- commandArgs(trailingOnly = TRUE)
n <- as.integer(given[2])
source <- file(given[1], "rb")
weight <- readBin(source, "double", n)
totals <- readBin(source, "double", 15)
levels_of <- c(gender = 2, age_group = 6, region = 4, education = 3, background = 2, trust = 6)
panel <- data.frame(weight = weight)
for (name in names(levels_of)) {
  codes <- readBin(source, "integer", n)
  panel[[name]] <- factor(codes, levels = seq_len(levels_of[[name]]) - 1L, labels = paste("level", seq_len(levels_of[[name]])))
}
close(source)
trust <- as.integer(panel$trust)
panel$trust5 <- factor(pmin(trust, 5L), levels = 1:5, labels = paste("level", 1:5), ordered = TRUE)
panel$high <- as.numeric(trust > 3L)
panel$abroad <- as.numeric(panel$background) - 1
rm(weight, codes, trust)
invisible(gc(reset = TRUE))

measure <- function(name, work, numbers) {
  began <- proc.time()[["elapsed"]]
  result <- work()
  seconds <- proc.time()[["elapsed"]] - began
  cat(name, sprintf("%.3f", seconds), paste(sprintf("%.17g", numbers(result)), collapse = " "), sep = "\t")
  cat("\n")
  invisible(result)
}
describe <- function(design) {
  w <- weights(design)
  c(sum(w^2), min(w), max(w))
}
both <- function(estimate) c(as.numeric(coef(estimate)), as.numeric(SE(estimate)))
fitted_numbers <- function(fit) c(as.numeric(coef(fit)), sqrt(diag(vcov(fit))))

margin_names <- c("gender", "age_group", "region", "education")
ends <- cumsum(levels_of[margin_names])
totals_of <- lapply(seq_along(ends), function(k) totals[(ends[k] - levels_of[[margin_names[k]]] + 1):ends[k]])
population <- lapply(seq_along(ends), function(k) {
  name <- margin_names[k]
  frame <- data.frame(levels(panel[[name]]), Freq = totals_of[[k]])
  names(frame)[1] <- name
  frame
})
# calibrate() takes the constant and every level but the first.
auxiliary <- c(`(Intercept)` = sum(totals_of[[1]]))
for (k in seq_along(ends)) {
  some <- totals_of[[k]][-1]
  names(some) <- paste0(margin_names[k], levels(panel[[margin_names[k]]])[-1])
  auxiliary <- c(auxiliary, some)
}
covariates <- "gender + age_group + region + education + background"
high <- as.formula(paste("high ~", covariates))
trust5 <- as.formula(paste("trust5 ~", covariates))

design <- measure("svydesign(id=~1, weights)", function() svydesign(id = ~1, weights = ~weight, data = panel), function(one) c(degf(one), describe(one)))
measure("rake 4 margins (R default stop)", function() {
  # R warns when its ten sweeps are over before its own rule is met.
  suppressWarnings(rake(design, lapply(margin_names, function(name) as.formula(paste("~", name))), population))
}, describe)
raked <- measure("calibrate raking 4 margins eps=1e-13", function() {
  # The relative rule cannot always be met in 64 bits; what is reached then is returned.
  calibrate(design, ~ gender + age_group + region + education, auxiliary, calfun = "raking", epsilon = 1e-13, maxit = 50, force = TRUE)
}, describe)
measure("svymean(~trust) 6 levels + SE, uncalibrated", function() svymean(~trust, design), both)
measure("svymean(~trust) 6 levels + SE, calibrated", function() svymean(~trust, raked), both)
measure("svyby(~high, ~gender+age_group), calibrated", function() svyby(~high, ~ gender + age_group, raked, svymean), both)
measure("svyciprop(~high, xlogit), calibrated", function() svyciprop(~high, raked, method = "xlogit"), function(one) {
  c(as.numeric(one), sqrt(as.numeric(attr(one, "var"))), as.numeric(attr(one, "ci")))
})
measure("svychisq(~trust5+background), uncalibrated", function() svychisq(~ trust5 + background, design), function(one) {
  c(as.numeric(one$statistic), as.numeric(one$parameter), as.numeric(one$p.value))
})
measure("svyglm quasibinomial, 13 coefs, uncalibrated", function() svyglm(high, design, family = quasibinomial()), fitted_numbers)
measure("svyglm quasibinomial, 13 coefs, calibrated", function() svyglm(high, raked, family = quasibinomial()), fitted_numbers)
measure("svyglm gaussian, 13 coefs, uncalibrated", function() svyglm(high, design), fitted_numbers)
measure("svyglm quasibinomial, 13 coefs, one a number", function() {
  svyglm(high ~ gender + age_group + region + education + abroad, design, family = quasibinomial())
}, fitted_numbers)
measure("svyolr 5 levels, 12 slopes, uncalibrated", function() svyolr(trust5, design), function(fit) {
  c(as.numeric(fit$coefficients), as.numeric(fit$zeta), sqrt(diag(vcov(fit))))
})

# The most the process ever held, where the system tells it; else what R's own collector counted.
status <- if (file.exists("/proc/self/status")) readLines("/proc/self/status") else character(0)
peak <- grep("^VmHWM:", status, value = TRUE)
megabytes <- if (length(peak) == 1) as.numeric(gsub("[^0-9]", "", peak)) / 1024 else sum(gc()[, 6])
cat("memory", sprintf("%.0f", megabytes), sep = "\t")
cat("\n")
