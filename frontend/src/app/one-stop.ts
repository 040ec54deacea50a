import type { PostProcessorModule } from "i18next";

/** A sentence that ends with a date or an abbreviation has one full stop, not two: "vom 23. Nov." */
export const oneStop = (sentence: string): string => sentence.replace(/([^.])\.\.(?=[\s”“»"]|$)/g, "$1.");

export const stops: PostProcessorModule = { type: "postProcessor", name: "stops", process: oneStop };
