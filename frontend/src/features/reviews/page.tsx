import { useParams } from "wouter";
import { modules } from "../../api/ask";
import { askAhead } from "../../api/queries";
import { ReviewList } from "./list";
import { OneReview } from "./one-review";

/** What the page asks first. */
export const ask = () => askAhead(["reviews", "list"], modules.reviews.List);

/** Reviews: who has what, on a day, confirmed or withdrawn. */
export default function ReviewsPage() {
	const { id } = useParams<{ id?: string }>();
	return id ? <OneReview key={id} id={id} /> : <ReviewList />;
}
