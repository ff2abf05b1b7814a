# Makes a reference folder: data, designs, and what R's survey package gives for each case.
#   Rscript packages/statistics/conformance/reference/make.R <folder> [seed [files [thin]]]
#   npm run conformance -- <folder>
# Needs R with the packages survey (4.1 or later), MASS and jsonlite. Any seed will do; the folder beside this file has seed 1.

suppressMessages({
  library(survey)
  library(jsonlite)
})
arguments <- commandArgs(trailingOnly = TRUE)
script <- sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))
here <- dirname(normalizePath(script))
out <- arguments[1]
seed <- if (length(arguments) > 1) as.integer(arguments[2]) else 1L
for (part in c("make-since.R", "make-data.R", "make-estimates.R", "make-weights.R", "make-models.R", "make-tests.R", "make-after.R")) source(file.path(here, part))
dir.create(file.path(out, "results"), recursive = TRUE, showWarnings = FALSE)

data <- suppressWarnings(invent(out, seed))
described <- list()
designs <- list()

# A design by name, its description for 00-designs.json beside it.
design <- function(name, data_name, ids = character(), strata = character(), weights = NULL, fpc = character(), nest = FALSE,
                   lonely_psu = "fail", pps = NULL, variance = NULL) {
  formula <- function(names) if (length(names) == 0) NULL else as.formula(paste("~", paste(names, collapse = "+")))
  call <- list(ids = if (length(ids) == 0) ~1 else formula(ids), data = data[[data_name]], nest = nest)
  if (length(strata) > 0) call$strata <- formula(strata)
  if (length(weights) > 0) call$weights <- formula(weights)
  if (length(fpc) > 0) call$fpc <- formula(fpc)
  if (!is.null(pps)) call$pps <- pps
  if (!is.null(variance)) call$variance <- variance
  options(survey.lonely.psu = lonely_psu)
  made <- do.call(svydesign, call)
  described[[name]] <<- c(
    list(data = paste0(data_name, ".csv"), ids = as.list(ids), strata = as.list(strata), weights = if (is.null(weights)) NA else weights,
      fpc = as.list(fpc), nest = nest, lonely_psu = lonely_psu),
    if (!is.null(pps)) list(pps = pps), if (!is.null(variance)) list(variance = variance),
    list(n = nrow(made$variables), degf = degf(made), sum_weights = sum(weights(made)))
  )
  designs[[name]] <<- made
}

D <- function(name) {
  options(survey.lonely.psu = described[[name]]$lonely_psu)
  designs[[name]]
}

design("simple", "simple", fpc = "N")
design("simple_w", "simple", weights = "w")
design("layered", "layered", strata = "kind", weights = "w", fpc = "Nh")
design("layered_wr", "layered", strata = "kind", weights = "w")
design("clustered", "clustered", ids = "district", weights = "w", fpc = "D")
design("twostage", "twostage", ids = c("district", "school"), fpc = c("D", "Nd"))
design("nested", "nested", ids = "psu", strata = "layer", weights = "w", fpc = "D", nest = TRUE)
design("nested_wr", "nested", ids = "psu", strata = "layer", weights = "w", nest = TRUE)
design("paired", "paired", ids = "psu", strata = "layer", weights = "w", nest = TRUE)
for (rule in c("remove", "adjust", "average", "certainty"))
  design(paste0("lonely_", rule), "lonely", ids = "unit", strata = "layer", weights = "w", lonely_psu = rule)
design("unequal_wr", "unequal", weights = "w")
design("unequal_brewer", "unequal", fpc = "p", pps = "brewer")
design("unequal_overton", "unequal", fpc = "p", pps = "overton")
design("panel", "panel", weights = "w")
design("waves", "panel", strata = "wave", weights = "w")

results <- list()
add <- function(id, fn, design, args, r, expected, tolerance = 1e-8) {
  results[[length(results) + 1]] <<- list(id = id, fn = fn, design = design, args = args, r = r, tolerance_relative = tolerance,
    expected = expected)
}

# A folder that travels with the code is a sample: every `thin`-th case, and those that another one builds on.
thin <- if (length(arguments) > 3) as.integer(arguments[4]) else 1L

write_cases <- function(file) {
  if (thin > 1) {
    kept <- seq_along(results) %% thin == 1
    needed <- unlist(lapply(results[kept], function(one) c(one$args$after, one$args$model)))
    results <<- results[kept | vapply(results, function(one) one$id %in% needed, NA)]
  }
  provenance <- list(r = R.version.string, survey = as.character(packageVersion("survey")), seed = seed)
  text <- toJSON(list(provenance = provenance, cases = results), auto_unbox = TRUE, digits = NA, na = "null", null = "null")
  writeLines(text, file.path(out, "results", file))
  results <<- list()
}

# A third argument names the files to make, to look at one of them.
wanted <- if (length(arguments) > 2) strsplit(arguments[3], ",")[[1]] else c("estimates", "weights", "models", "tests", "after")
parts <- list(estimates = estimate_cases, weights = weight_cases, models = model_cases, tests = test_cases, after = after_and_within)
writeLines(toJSON(list(designs = described), auto_unbox = TRUE, digits = NA, na = "null", null = "null"), file.path(out, "results", "00-designs.json"))
for (part in wanted) {
  parts[[part]]()
  write_cases(paste0(part, ".json"))
}
